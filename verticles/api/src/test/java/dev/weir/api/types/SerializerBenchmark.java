package dev.weir.api.types;

import dev.weir.api.tuple.Tuple2;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import org.apache.fory.Fory;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;

/** Prints nanoseconds per value written and read, and bytes per value. A program, not a test. */
final class SerializerBenchmark {

  private static final int ROUNDS = 12;
  private static final int VALUES = 400_000;

  record Where(String city, int zone) {}

  record Payment(long id, String card, double amount, Where where, List<String> tags) {}

  private static long sink;

  private SerializerBenchmark() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Payment payment =
        new Payment(1L << 40, "4111-1111", 12.5, new Where("Ghent", 9), List.of("a", "bc"));
    TypeInformation<Payment> type = TypeInformation.of(Payment.class);
    RoundTripTest.bytes(type.createSerializer(), payment);
    System.out.printf("first value, by name      %6.1f ms%n", (System.nanoTime() - start) / 1e6);
    start = System.nanoTime();
    RoundTripTest.bytes(Types.GENERIC(Payment.class).createSerializer(), payment);
    System.out.printf("first value, Fory         %6.1f ms%n", (System.nanoTime() - start) / 1e6);
    for (int repeat = 0; repeat < 2; repeat++) {
      measure("long", Types.LONG.createSerializer(), 1L << 40);
      measure("string", Types.STRING.createSerializer(), "4111-1111");
      TypeInformation<Tuple2<String, Long>> pair = Types.TUPLE(Types.STRING, Types.LONG);
      measure("tuple2, wire", pair.createWireSerializer(), Tuple2.of("4111-1111", 5L));
      measure("tuple2, by name", pair.createSerializer(), Tuple2.of("4111-1111", 5L));
      measure("record, wire", type.createWireSerializer(), payment);
      measure("record, by name", type.createSerializer(), payment);
      measure("record, generic", Types.GENERIC(Payment.class).createSerializer(), payment);
      measureFory(payment);
    }
    System.out.println(sink);
  }

  private static <T> void measure(String name, TypeSerializer<T> serializer, T value) {
    ByteOutput out = new ByteOutput(VALUES * 160);
    double write = Double.MAX_VALUE;
    double read = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      out.reset();
      long start = System.nanoTime();
      for (int i = 0; i < VALUES; i++) {
        serializer.write(value, out);
      }
      write = Math.min(write, (System.nanoTime() - start) / (double) VALUES);
      ByteInput in = new ByteInput(out.array(), 0, out.size());
      start = System.nanoTime();
      for (int i = 0; i < VALUES; i++) {
        sink += serializer.read(in).hashCode();
      }
      read = Math.min(read, (System.nanoTime() - start) / (double) VALUES);
    }
    print(name, write, read, out.size() / VALUES);
  }

  private static void measureFory(Payment payment) {
    LoggerFactory.disableLogging();
    Fory fory = Fory.builder().withXlang(false).withCompatible(true).build();
    fory.register(Payment.class, "payment");
    fory.register(Where.class, "where");
    MemoryBuffer buffer = MemoryUtils.buffer(VALUES * 160);
    double write = Double.MAX_VALUE;
    double read = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      buffer.writerIndex(0);
      buffer.readerIndex(0);
      long start = System.nanoTime();
      for (int i = 0; i < VALUES; i++) {
        fory.serialize(buffer, payment);
      }
      write = Math.min(write, (System.nanoTime() - start) / (double) VALUES);
      start = System.nanoTime();
      for (int i = 0; i < VALUES; i++) {
        sink += fory.deserialize(buffer).hashCode();
      }
      read = Math.min(read, (System.nanoTime() - start) / (double) VALUES);
    }
    print("record, bare Fory", write, read, buffer.writerIndex() / VALUES);
  }

  private static void print(String name, double write, double read, int bytes) {
    System.out.printf("%-20s write %6.1f ns  read %6.1f ns  %4d B%n", name, write, read, bytes);
  }
}
