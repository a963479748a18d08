package dev.weir.testing.simulation;

import java.util.Optional;

/**
 * What came of a simulation.
 *
 * @param violation empty if all invariants held
 * @param events how much happened
 * @param faults how much went wrong
 * @param micros of simulated time
 * @param transcript what happened, in words; empty unless it was asked for
 */
public record Outcome(
    Scenario scenario,
    Optional<Violation> violation,
    long events,
    int faults,
    long micros,
    String transcript) {}
