"""What a step costs on a graphics processor is counted in the text."""

from __future__ import annotations

from gpu_cost import cost_of_step
from osteotwin.engine.kernel.tableau import METHODS


def test_cost_of_a_step_is_that_of_its_instructions() -> None:
    method = METHODS["Rodas4"]

    def body(*lines: str) -> str:
        return "\n".join(["{", *(f"\t{line};" for line in lines), "}"])

    text = "\n".join(
        [
            f".func linearize(\n){body('fma.rn.f64 %rd1, %rd2, %rd3, %rd4', 'st.local.b64 [%rd1], %rd2')}",
            f".func solve(\n){body('mul.f64 %rd1, %rd2, %rd3', 'neg.f64 %rd1, %rd1')}",
            f".func rates(\n){body('rcp.rn.f64 %rd1, %rd2', 'ld.local.b64 %rd1, [%rd2]', 'ret')}",
        ]
    )
    without_states = cost_of_step(text, method, 0)
    assert without_states.operations == 2 + 6 * 1 + 5 * 1
    assert without_states.bytes_moved == 8 * (1 + 5)
    # 14 coefficients in the arguments of the stages (A4 twice) and 15 among the stages.
    assert cost_of_step(text, method, 1).operations - without_states.operations == 2 * (15 + 15) + 8
