"""How predictions are compared with what trials measured."""
