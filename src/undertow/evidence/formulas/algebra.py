"""Expressions made readable without changing what they say: max(0, x), whole numbers, LaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Abs, Expr, Float, Integer, Max, Symbol, count_ops, sympify
from sympy.printing.latex import LatexPrinter


def tidy(value: Any, parts: Mapping[Symbol, Expr] | None = None) -> Expr:
    """The same value, easier to read.

    Args:
        value: what a law returned: an expression or a plain number.
        parts: quantities with a formula of their own; where one's formula occurs, its symbol is
            written instead.
    """
    expression: Any = _without_absolute_values(sympify(value))
    for symbol, formula in sorted((parts or {}).items(), key=lambda one: -count_ops(one[1])):
        if formula.is_Atom:
            continue
        expression = expression.xreplace({formula: symbol}).subs(formula, symbol)
    whole = {
        one: Integer(int(float(one))) for one in expression.atoms(Float) if float(one).is_integer()
    }
    return expression.xreplace(whole) if whole else expression


def _without_absolute_values(expression: Any) -> Any:
    """|x| = 2 max(0, x) - x, wherever that makes it shorter: laws write max(0, x) by operators."""
    for size in sorted(expression.atoms(Abs), key=count_ops):
        inside = size.args[0]
        forms = [
            expression,
            expression.xreplace({size: 2 * Max(0, inside) - inside}),
            expression.xreplace({size: 2 * Max(0, -inside) + inside}),
        ]
        expression = min(forms, key=count_ops)
    return expression


class _Printer(LatexPrinter):
    """LaTeX with `max` and decimals as short as they are."""

    def _print_Max(self, expr: Any, exp: Any = None) -> str:  # noqa: N802 (SymPy's name)
        inside = ", ".join(self._print(one) for one in sorted(expr.args, key=count_ops))
        told = rf"\max\left({inside}\right)"
        return told if exp is None else rf"{told}^{{{exp}}}"

    def _print_Add(self, expr: Any, order: Any = None) -> str:  # noqa: N802 (SymPy's name)
        """What is added first, whole numbers before all else; then what is taken away."""
        terms = sorted(
            self._as_ordered_terms(expr, order=order),
            key=lambda term: (
                term.could_extract_minus_sign() and not term.is_Add,
                not term.is_Number,
            ),
        )
        told = self._print(terms[0])
        for term in terms[1:]:
            shown = self._print(-term if term.could_extract_minus_sign() else term)
            told += f" {'-' if term.could_extract_minus_sign() else '+'} {shown}"
        return told

    def _print_ExpBase(self, expr: Any, exp: Any = None) -> str:  # noqa: N802 (SymPy's name)
        told = rf"\exp\left({self._print(expr.args[0])}\right)"
        return told if exp is None else rf"{told}^{{{exp}}}"

    def _print_Float(self, expr: Any) -> str:  # noqa: N802 (SymPy's name)
        digits, _, power = f"{float(expr):g}".partition("e")
        return rf"{digits} \times 10^{{{int(power)}}}" if power else digits


def written(expression: Expr, names: Mapping[Symbol, str]) -> str:
    """The expression in LaTeX.

    Args:
        expression: what to write.
        names: LaTeX of each symbol.
    """
    settings = {"symbol_names": dict(names), "mul_symbol": r"\,"}
    return _Printer(settings).doprint(expression)


def dynamics(state: Symbol, inflow: Expr, outflow: Expr, names: Mapping[Symbol, str]) -> str:
    """x' = b - a x, in LaTeX; over two lines where it is long."""
    if outflow.is_Add:
        leaves = rf"\left({written(outflow, names)}\right)\,{names[state]}"
    else:
        leaves = written(outflow * state, names)
    symbol = names[state]
    if inflow == 0:
        return rf"\dot{{{symbol}}} = -{leaves}"
    enters = written(inflow, names)
    if len(enters) + len(leaves) < 130:
        return rf"\dot{{{symbol}}} = {enters} - {leaves}"
    return rf"\begin{{aligned}}\dot{{{symbol}}} ={{}}& {enters} \\ &- {leaves}\end{{aligned}}"
