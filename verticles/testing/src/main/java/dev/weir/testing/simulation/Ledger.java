package dev.weir.testing.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The system outside that sinks write to: transactions, and which of them are visible. */
final class Ledger {

  private record Transaction(String sink, List<Item> records) {}

  private final World world;
  private final Map<String, Transaction> transactions = new HashMap<>();
  private final Set<String> committed = new HashSet<>();

  Ledger(World world) {
    this.world = world;
  }

  void prepare(String id, String sink, List<Item> records) {
    if (transactions.put(id, new Transaction(sink, List.copyOf(records))) != null) {
      throw new Violation("TransactionsAreUnique", id + " was prepared twice");
    }
    world.observers().prepared(id, records);
  }

  /** Makes a transaction visible; does nothing if it is. */
  void commit(String id) {
    Transaction transaction = transactions.get(id);
    if (transaction == null) {
      throw new Violation("TransactionsAreUnique", id + " was never prepared");
    }
    if (committed.add(id)) {
      world.observers().committed(id, transaction.sink(), transaction.records());
    }
  }

  boolean isCommitted(String id) {
    return committed.contains(id);
  }

  List<Item> records(String id) {
    Transaction transaction = transactions.get(id);
    return transaction == null ? List.of() : transaction.records();
  }
}
