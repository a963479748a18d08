/** What user functions measure: counters, gauges, meters and histograms. */
@NullMarked
package dev.weir.api.metrics;

import org.jspecify.annotations.NullMarked;
