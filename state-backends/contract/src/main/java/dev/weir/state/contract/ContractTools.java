package dev.weir.state.contract;

/** What each contract works with. */
interface ContractTools {

  int MAX_PARALLELISM = 16;

  /** Where snapshots of this test go. */
  InMemoryCheckpointStorage storage();

  StateFixture fixture();
}
