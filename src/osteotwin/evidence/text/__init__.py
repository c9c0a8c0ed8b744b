"""Free text of trial files, read by rules where the keys of the format say nothing.

Fenced and frozen. Each rule takes an :class:`~osteotwin.evidence.text.arm_text.ArmText`, runs once for each arm (some
for each sex or drug) when :func:`osteotwin.evidence.arms.reading.read_arm` reads the arm, and what it finds is listed
with every result as an assumption. No new rules: what a trial must say for certain becomes an optional key of the
format, and a file that has the key needs no rule.
"""
