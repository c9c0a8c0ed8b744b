"""The application opened to a network: password, sessions, limits, proxies that are believed, a log without persons."""
