"""Traced equations as presentation MathML, which browsers set by themselves, and as one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from osteotwin.engine.graph import Node

_OPEN = '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">'
_SUM, _PRODUCT, _POWER, _ATOM = 1, 2, 3, 4
_GREEK = {
    "alpha": "α", "beta": "β", "chi": "χ", "kappa": "κ", "lambda": "λ", "mu": "μ", "omega": "ω", "phi": "φ",
    "tau": "τ", "theta": "θ", "varsigma": "ς",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A part of an equation in both forms, with how tightly each holds together."""

    mathml: str
    text: str
    mathml_binding: int
    text_binding: int

    def held(self, binding: int) -> Written:
        """The part in parentheses, in each form that would fall apart at this binding."""
        mathml = (
            self.mathml
            if self.mathml_binding >= binding
            else f"<mrow><mo>(</mo>{self.mathml}<mo>)</mo></mrow>"
        )
        text = self.text if self.text_binding >= binding else f"({self.text})"
        return Written(mathml, text, max(self.mathml_binding, binding), max(self.text_binding, binding))


def symbol(sign: str) -> Written:
    """Write a sign such as ``k_S``, ``varsigma`` or ``RANKL``; what stands behind ``_`` is its index."""
    base, _, index = sign.partition("_")
    base, index = (_GREEK.get(part, part) for part in (base, index))
    if not index:
        return _atom(_name(base), base)
    return _atom(f"<msub>{_name(base)}{_name(index)}</msub>", f"{base}_{index}")


def words(text: str) -> Written:
    """Write a name that consists of words."""
    return _atom(f"<mtext>{escape(text)}</mtext>", f"[{text}]" if " " in text else text)


def line(left: Written, right: Written) -> tuple[str, str]:
    """Write an equation as a ``math`` element and as text."""
    return (
        f"{_OPEN}<mrow>{left.mathml}<mo>=</mo>{right.mathml}</mrow></math>",
        f"{left.text} = {right.text}",
    )


def rate(of: Written) -> Written:
    """Write the rate of change of a quantity."""
    top = f'<mrow><mi mathvariant="normal">d</mi>{of.mathml}</mrow>'
    bottom = '<mrow><mi mathvariant="normal">d</mi><mi>t</mi></mrow>'
    return _atom(f"<mfrac>{top}{bottom}</mfrac>", f"d{of.text}/dt")


class Writer:
    """Writes nodes; a node with a name is written by it.

    Parameters
    ----------
    names : mapping of int to Written
        By node index: of every symbol, and of parts that have a line of their own.
    """

    def __init__(self, names: Mapping[int, Written]) -> None:
        self._names = names

    def reference(self, node: Node) -> Written:
        """Write a node, by its name where it has one."""
        if node.index in self._names:
            return self._names[node.index]
        return self.definition(node)

    def definition(self, node: Node) -> Written:
        """Write what a node consists of."""
        if node.op == "const":
            shown = f"{float(str(node.value)):.6g}".replace("-", "\u2212")
            binding = _SUM if shown.startswith("\u2212") else _ATOM
            return Written(f"<mn>{shown}</mn>", shown, binding, binding)
        if node.op == "mul" and (node.args[0] is not node.args[1]):
            return self._product(node)
        match node.op, [self.reference(argument) for argument in node.args]:
            case "add", [a, b]:
                return _joined(a, "+", b, _SUM)
            case "sub", [a, b]:
                return _joined(a, "\u2212", b.held(_PRODUCT), _SUM)
            case "mul", [a, _]:
                return _power(a, _atom("<mn>2</mn>", "2"))
            case "div", [a, b]:
                return _fraction(a, b)
            case "neg", [a]:
                return _negative(a)
            case "sqrt", [a]:
                return _atom(f"<msqrt>{_row(a)}</msqrt>", f"sqrt({a.text})")
            case "log", [a]:
                return _atom(f"<mrow><mi>ln</mi><mo>(</mo>{a.mathml}<mo>)</mo></mrow>", f"ln({a.text})")
            case _, [a]:
                return self._exponential(node.args[0], a)
            case _:
                message = f"an operation without a sign: {node.op}"
                raise ValueError(message)

    def _product(self, node: Node) -> Written:
        """Write a product of any length; reciprocals among its factors stand below one line."""
        above: list[Node] = []
        below: list[Node] = []
        factors = [node]
        while factors:
            factor = factors.pop()
            written = factor.index in self._names and factor is not node
            if not written and factor.op == "mul" and factor.args[0] is not factor.args[1]:
                factors += reversed(factor.args)
            elif not written and factor.op == "div" and factor.args[0].value == 1.0:
                below.append(factor.args[1])
            else:
                above.append(factor)
        top = self._multiplied(above)
        return _fraction(top, self._multiplied(below)) if below else top

    def _multiplied(self, nodes: list[Node]) -> Written:
        parts = [self.reference(node) for node in nodes] or [_atom("<mn>1</mn>", "1")]
        product = parts[0] if len(parts) == 1 else parts[0].held(_PRODUCT)
        for part in parts[1:]:
            product = _joined(product, "\u00b7", part.held(_PRODUCT), _PRODUCT)
        return product

    def _exponential(self, exponent: Node, written: Written) -> Written:
        """Write e to a power; of ``exp(a ln b)``, as the model computes powers, b to the a."""
        inner = exponent.args[0] if exponent.op == "neg" else exponent
        if inner.op == "mul" and not {exponent.index, inner.index} & set(self._names):
            for base, power in (inner.args, inner.args[::-1]):
                if base.op == "log" and base.index not in self._names:
                    raised = self.reference(power)
                    return _power(
                        self.reference(base.args[0]), raised if inner is exponent else _negative(raised)
                    )
        return _power(_atom('<mi mathvariant="normal">e</mi>', "e"), written)


def _negative(a: Written) -> Written:
    held = a.held(_PRODUCT)
    return Written(f"<mo>\u2212</mo>{held.mathml}", f"\u2212{held.text}", _SUM, _SUM)


def _fraction(a: Written, b: Written) -> Written:
    text = f"{a.held(_PRODUCT).text} / {b.held(_POWER).text}"
    return Written(f"<mfrac>{_row(a)}{_row(b)}</mfrac>", text, _POWER, _PRODUCT)


def _joined(a: Written, sign: str, b: Written, binding: int) -> Written:
    return Written(f"{a.mathml}<mo>{sign}</mo>{b.mathml}", f"{a.text} {sign} {b.text}", binding, binding)


def _power(base: Written, exponent: Written) -> Written:
    held = base.held(_ATOM)
    mathml = f"<msup>{_row(held)}{_row(exponent)}</msup>"
    return Written(mathml, f"{held.text}^{exponent.held(_ATOM).text}", _POWER, _POWER)


def _row(part: Written) -> str:
    return f"<mrow>{part.mathml}</mrow>"


def _atom(mathml: str, text: str) -> Written:
    return Written(mathml, text, _ATOM, _ATOM)


def _name(text: str) -> str:
    return f"<mi>{escape(text)}</mi>"
