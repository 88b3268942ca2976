"""How much faster is the cascade than the scan for one diary, and which recurrence is fastest?

Value and gradient of the log likelihood of a noisily observed pull, with respect to 20 parameters
and the 20 states at the start, in float64 at a quarter-day step; then the Hessian of the same.
Prints the tables of docs/benchmarks.md. Best of several runs; takes some minutes, and compiling
takes as much longer as the machine is busy, so its load is printed with them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from undertow.engine import cascade, scan
from undertow.theory import Inputs, Parameters, States, before_the_relationship
from undertow.theory.readouts import pull

STEP = 0.25
LENGTHS = {"one year": 1460, "ten years": 14600}
FITTED = (
    "anxiety", "avoidance", "support_base", "soothing_base", "clarity_base", "threat_rise",
    "quench", "soothe", "share", "expectation_days", "reward_days", "hope_days", "omissions",
    "affection_growth", "bond_growth", "opponent_gain", "opponent_days", "pull_base",
    "pull_withdrawal", "pull_threat",
)  # fmt: skip


def unrolled(start: Any, gain: Any, loss: Any) -> Any:
    """The chosen walk, four steps to a turn of the loop."""

    def once(x: Any, rates: Any) -> tuple[Any, Any]:
        x = x + (rates[0] - rates[1] * x)
        return x, x

    return lax.scan(once, start, (gain, loss), unroll=4)[1]


def _folded(start: Any, gain: Any, loss: Any) -> tuple[Any, Any]:
    """The start as part of the first gain; what remains starts at zero."""
    first = gain[0] + (1 - loss[0]) * start
    return jnp.concatenate([first[None], gain[1:]]), loss


def _after(early: Any, late: Any) -> Any:
    """Two stretches as one: (gain, loss) of both together."""
    return late[0] + early[0] - late[1] * early[0], early[1] + late[1] - early[1] * late[1]


def associative(start: Any, gain: Any, loss: Any) -> Any:
    """`lax.associative_scan`."""
    return lax.associative_scan(_after, _folded(start, gain, loss))[0]


def doubling(start: Any, gain: Any, loss: Any) -> Any:
    """Hillis and Steele: log2(steps) passes, each twice as far, in one loop."""
    steps = gain.shape[0]
    nothing = jnp.zeros_like(gain)

    def double(k: Any, pair: Any) -> Any:
        far = steps - jnp.left_shift(1, k)
        early = [lax.dynamic_slice(jnp.concatenate([nothing, x]), (far,), (steps,)) for x in pair]
        return _after(early, pair)

    return lax.fori_loop(0, (steps - 1).bit_length(), double, _folded(start, gain, loss))[0]


def _in_chunks(x: Any, length: int) -> Any:
    """(steps,) as (chunks, length), the end filled with zeros."""
    return jnp.pad(x, (0, -x.shape[0] % length)).reshape(-1, length)


def chunks(start: Any, gain: Any, loss: Any) -> Any:
    """About sqrt(steps) chunks side by side, then one walk from chunk to chunk."""
    steps = gain.shape[0]
    length = round(steps**0.5)
    rows = (_in_chunks(gain, length).T, _in_chunks(loss, length).T)

    def within(pair: Any, row: Any) -> tuple[Any, Any]:
        pair = _after(pair, row)
        return pair, pair

    nothing = jnp.zeros(rows[0].shape[1], gain.dtype)
    _, (gains, losses) = lax.scan(within, (nothing, nothing), rows)
    ends = cascade.walk(start, gains[-1], losses[-1])
    begins = jnp.concatenate([start[None], ends[:-1]])
    return (gains + (1 - losses) * begins).T.reshape(-1)[:steps]


def triangles(start: Any, gain: Any, loss: Any) -> Any:
    """Chunks of 32, each a 32 x 32 triangular product, then one walk from chunk to chunk."""
    length = 32
    gains, losses = _in_chunks(gain, length), _in_chunks(loss, length)
    logs = jnp.cumsum(jnp.log1p(-jnp.minimum(losses, 1 - 1e-12)), 1)
    lower = jnp.tril(jnp.ones((length, length), bool))[None]
    gaps = jnp.where(lower, logs[:, :, None] - logs[:, None, :], -jnp.inf)
    local = jnp.einsum("cij,cj->ci", jnp.exp(gaps), gains)
    ends = cascade.walk(start, local[:, -1], -jnp.expm1(logs[:, -1]))
    begins = jnp.concatenate([start[None], ends[:-1]])
    return (local + jnp.exp(logs) * begins[:, None]).reshape(-1)[: gain.shape[0]]


def _backwards(recurrence: Any, loss: Any, pulled: Any) -> Any:
    """The adjoint: the same recurrence, from the end."""
    shifted = jnp.concatenate([loss[1:], jnp.zeros(1, loss.dtype)])
    return recurrence(jnp.zeros((), loss.dtype), pulled[::-1], shifted[::-1])[::-1]


def with_own_reverse_rule(recurrence: Any) -> Any:
    """`jax.custom_vjp`."""

    @jax.custom_vjp
    def solve(start: Any, gain: Any, loss: Any) -> Any:
        return recurrence(start, gain, loss)

    def forward(start: Any, gain: Any, loss: Any) -> Any:
        end = recurrence(start, gain, loss)
        return end, (jnp.concatenate([start[None], end[:-1]]), loss)

    def backward(kept: Any, pulled: Any) -> Any:
        before, loss = kept
        weight = _backwards(recurrence, loss, pulled)
        return weight[0] * (1 - loss[0]), weight, -weight * before

    solve.defvjp(forward, backward)
    return solve


def as_linear_solve(recurrence: Any) -> Any:
    """`lax.custom_linear_solve` of the bidiagonal system; any order of derivatives."""

    def solve(start: Any, gain: Any, loss: Any) -> Any:
        gain, loss = _folded(start, gain, loss)
        zero = jnp.zeros((), gain.dtype)

        def undo(x: Any) -> Any:
            before = jnp.concatenate([zero[None], x[:-1]])
            return x - before + loss * before

        return lax.custom_linear_solve(
            undo,
            gain,
            lambda _, right: recurrence(zero, right, loss),
            lambda _, right: _backwards(recurrence, loss, right),
        )

    return solve


CANDIDATES: dict[str, Any] = {
    "**walk** (chosen)": cascade.walk,
    "walk, 4 steps a turn": unrolled,
    "walk, custom_vjp": with_own_reverse_rule(cascade.walk),
    "walk, custom_linear_solve": as_linear_solve(cascade.walk),
    "chunks": chunks,
    "chunks, custom_vjp": with_own_reverse_rule(chunks),
    "chunks, custom_linear_solve": as_linear_solve(chunks),
    "doubling, custom_linear_solve": as_linear_solve(doubling),
    "triangles, custom_linear_solve": as_linear_solve(triangles),
    "associative, custom_linear_solve": as_linear_solve(associative),
}


def lived(steps: int) -> Inputs:
    """A cycle every 30 days, 50 days apart out of every 200."""
    rng = np.random.default_rng(7)
    day = np.arange(steps) * STEP
    together = np.where(day % 200 < 150, 1.0, 0.0)
    phase = day % 30
    strength = rng.uniform(0.5, 1.5, steps) * together
    harm = np.where(phase < 2, strength, 0.0)
    warmth = np.where((phase >= 2) & (rng.random(steps) < 0.4), strength, 0.0)

    def now_and_then(share: float) -> np.ndarray:
        return np.where(rng.random(steps) < share, 1.0, 0.0)

    return Inputs(
        warmth=warmth, harm=harm, contact=together, power=np.full(steps, 0.4),
        onset=now_and_then(0.01) * (1 - together), cue=now_and_then(0.02) * (1 - together),
        renewal=now_and_then(0.005), naming=now_and_then(0.1), support=now_and_then(0.1),
        soothing=now_and_then(0.1), identity=now_and_then(0.1), grieving=now_and_then(0.02),
        therapy=now_and_then(0.1),
    )  # fmt: skip


def misfit(run: Callable[..., Any]) -> Callable[..., jax.Array]:
    """Minus the log likelihood of observed pulls, as a function of (factors, start)."""
    defaults = Parameters()

    def of(free: Any, inputs: Inputs, observed: jax.Array) -> jax.Array:
        factors, start = free
        changes = {name: factors[i] * getattr(defaults, name) for i, name in enumerate(FITTED)}
        p = defaults.replace(**changes)
        _, means, _ = run(start, inputs, p, STEP)
        return 0.5 * jnp.sum(((pull(means, inputs, p) - observed) / 0.1) ** 2)

    return of


def timed(function: Any, *arguments: Any, repeats: int) -> tuple[float, float]:
    """Seconds to trace and compile, and milliseconds of the best run."""
    begin = time.perf_counter()
    compiled = jax.jit(function).lower(*arguments).compile()
    compiling = time.perf_counter() - begin
    runs = []
    for _ in range(repeats):
        begin = time.perf_counter()
        jax.block_until_ready(compiled(*arguments))
        runs.append(time.perf_counter() - begin)
    return compiling, 1000 * min(runs)


def main() -> None:
    """Print both tables."""
    start = States(*(jnp.asarray(0.01 + v) for v in before_the_relationship(Parameters())))
    free = (jnp.ones(len(FITTED)), start)
    runs = {"scan engine": scan.run}
    runs |= {name: partial(cascade.run, recurrence=r) for name, r in CANDIDATES.items()}

    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| value and gradient | length | compile, s | run, ms | times faster than scan |")
    print("|---|---|---|---|---|")
    slow: dict[str, float] = {}
    for name, run in runs.items():
        for length, steps in LENGTHS.items():
            data = (lived(steps), jnp.asarray(np.random.default_rng(8).uniform(0, 1, steps)))
            compiling, running = timed(jax.value_and_grad(misfit(run)), free, *data, repeats=30)
            faster = slow.setdefault(length, running) / running
            figures = f"{compiling:.1f} | {running:.2f} | {faster:.1f}"
            print(f"| {name} | {length} | {figures} |", flush=True)

    print("\n| Hessian, 40 x 40, one year | compile, s | run, ms |\n|---|---|---|")
    data = (lived(1460), jnp.asarray(np.random.default_rng(8).uniform(0, 1, 1460)))
    for name in ("scan engine", "**walk** (chosen)", "walk, custom_linear_solve", "chunks"):
        hessian = jax.jacfwd(jax.grad(misfit(runs[name])))
        compiling, running = timed(hessian, free, *data, repeats=5)
        print(f"| {name} | {compiling:.1f} | {running:.0f} |", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
