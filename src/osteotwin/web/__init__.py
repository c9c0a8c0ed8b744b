"""The local application: pages and a REST interface over the diary and the top level of the package. No science."""
