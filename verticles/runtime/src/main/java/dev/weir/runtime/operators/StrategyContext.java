package dev.weir.runtime.operators;

import dev.weir.api.metrics.MetricGroup;
import dev.weir.api.time.RelativeClock;
import dev.weir.api.time.TimestampAssignerSupplier;
import dev.weir.api.time.WatermarkGeneratorSupplier;

/** What the generators and assigners of one subtask may use. */
record StrategyContext(RelativeClock getInputActivityClock, MetricGroup getMetricGroup)
    implements WatermarkGeneratorSupplier.Context, TimestampAssignerSupplier.Context {}
