package dev.weir.api.functions;

/** Says by how much two records differ. */
@FunctionalInterface
public interface DeltaFunction<DATA> extends Function {

  /** By how much the newer record differs from the older one. */
  double getDelta(DATA oldDataPoint, DATA newDataPoint);
}
