package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.TypeSerializer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that one version of a class wrote is read by another. */
class EvolutionTest {

  @TempDir Path directory;

  private ClassVersion version(String name, String body) {
    return ClassVersion.compile(directory, name, body);
  }

  /** What the new version reads of the old one's sample, as text. */
  private static String read(ClassVersion old, ClassVersion current) {
    TypeSerializer<Object> writer = old.info().createSerializer();
    TypeSerializer<Object> reader = current.info().createSerializer();
    assertThat(reader.canRead(writer.schema())).as(writer.schema()).isTrue();
    ByteInput in = new ByteInput(RoundTripTest.bytes(writer, old.sample()));
    String text = reader.read(in).toString();
    assertThat(in.remaining()).isZero();
    return text;
  }

  private static boolean canRead(ClassVersion old, ClassVersion current) {
    return current.info().createSerializer().canRead(old.info().createSerializer().schema());
  }

  @Test
  void components_of_a_record_are_added_removed_and_reordered() {
    ClassVersion old =
        version(
            "Payment",
            "public record Payment(String card, long cents, List<String> tags, Double rate) {"
                + "static Object sample() {return new Payment(\"c\", 7, List.of(\"x\"), 0.5);}}");
    ClassVersion current =
        version(
            "Payment",
            "public record Payment(int added, Double rate, String note, String card, long cents) {}");
    assertThat(read(old, current))
        .isEqualTo("Payment[added=0, rate=0.5, note=null, card=c, cents=7]");
  }

  @Test
  void nested_records_in_lists_and_maps_evolve_too() {
    ClassVersion old =
        version(
            "Order",
            "public record Order(List<Item> items, Map<String, Item> byName) {"
                + "record Item(String sku, int count, byte[] blob, Optional<Long> o) {}"
                + "static Object sample() {Item i = new Item(\"s\", 3, new byte[300], Optional.of(1L));"
                + "return new Order(List.of(i, i), Map.of(\"k\", i));}}");
    ClassVersion current =
        version(
            "Order",
            "public record Order(Map<String, Item> byName, List<Item> items) {"
                + "record Item(int count, boolean gift, String sku) {}}");
    assertThat(read(old, current))
        .isEqualTo(
            "Order[byName={k=Item[count=3, gift=false, sku=s]},"
                + " items=[Item[count=3, gift=false, sku=s], Item[count=3, gift=false, sku=s]]]");
  }

  @Test
  void a_field_added_to_a_pojo_keeps_its_initial_value() {
    ClassVersion old =
        version(
            "Account",
            "public class Account { public String id = \"a\"; public int gone = 5;"
                + "static Object sample() {return new Account();}}");
    ClassVersion current =
        version(
            "Account",
            "public class Account { public int added = 42; public String id;"
                + "public String toString() {return id + added;}}");
    assertThat(read(old, current)).isEqualTo("a42");
  }

  @Test
  void constants_are_added_to_an_enum_and_change_places() {
    ClassVersion old =
        version(
            "Order",
            "public record Order(State s) {enum State {OPEN, PAID}"
                + "static Object sample() {return new Order(State.PAID);}}");
    ClassVersion current =
        version("Order", "public record Order(State s) {enum State {PAID, LOST, OPEN}}");
    assertThat(read(old, current)).isEqualTo("Order[s=PAID]");
    ClassVersion without =
        version("Order", "public record Order(State s) {enum State {OPEN, LOST}}");
    assertThat(canRead(old, without)).isFalse();
  }

  @Test
  void subclasses_are_added_to_a_sealed_type_and_evolve() {
    ClassVersion old =
        version(
            "Event",
            "public sealed interface Event { record Click(int x) implements Event {}"
                + "record Key(char c) implements Event {}"
                + "static Object sample() {return new Key('q');}}");
    ClassVersion current =
        version(
            "Event",
            "public sealed interface Event { record Touch(long y) implements Event {}"
                + "record Key(boolean shift, char c) implements Event {}"
                + "record Click(int x) implements Event {}}");
    assertThat(read(old, current)).isEqualTo("Key[shift=false, c=q]");
    assertThat(canRead(current, old)).isFalse();
  }

  @Test
  void a_boxed_field_may_become_primitive_and_back() {
    ClassVersion boxed =
        version(
            "Box",
            "public record Box(Long a, Long b) {"
                + "static Object sample() {return new Box(3L, null);}}");
    ClassVersion primitive =
        version(
            "Box",
            "public record Box(long a, long b) {static Object sample() {return new Box(3, 4);}}");
    assertThat(read(boxed, primitive)).isEqualTo("Box[a=3, b=0]");
    assertThat(read(primitive, boxed)).isEqualTo("Box[a=3, b=4]");
  }

  @Test
  void a_class_of_private_fields_evolves_too() {
    ClassVersion old =
        version(
            "Opaque",
            "public class Opaque { private final int a; private final String b;"
                + "Opaque(int a, String b) {this.a = a; this.b = b;}"
                + "static Object sample() {return new Opaque(1, \"b\");}}");
    ClassVersion current =
        version(
            "Opaque",
            "public class Opaque { private final String b; private final List<String> c;"
                + "Opaque(String b) {this.b = b; this.c = null;}"
                + "public String toString() {return b + c;}}");
    assertThat(read(old, current)).isEqualTo("bnull");
  }

  @Test
  void a_field_of_another_type_is_not_read() {
    ClassVersion old = version("A", "public record A(long x, List<Integer> l) {}");
    assertThat(canRead(old, version("A", "public record A(int x, List<Integer> l) {}"))).isFalse();
    assertThat(canRead(old, version("A", "public record A(long x, List<Long> l) {}"))).isFalse();
    assertThat(canRead(old, version("A", "public record A(long x, Set<Integer> l) {}"))).isFalse();
    assertThat(canRead(old, version("A", "public record A(long x) {}"))).isTrue();
    assertThat(canRead(old, version("A", "public enum A {X}"))).isFalse();
  }

  @Test
  void a_key_is_read_by_the_same_version_only() {
    ClassVersion old = version("K", "public record K(long x) {}");
    ClassVersion wider = version("K", "public record K(long x, int y) {}");
    ClassVersion boxed = version("K", "public record K(Long x) {}");
    TypeSerializer<Object> keys = old.info().createKeySerializer();
    assertThat(keys.schema()).isEqualTo("record K(x: long)");
    assertThat(keys.canRead("record K(x: long)")).isTrue();
    assertThat(keys.canRead(wider.info().createKeySerializer().schema())).isFalse();
    assertThat(keys.canRead(boxed.info().createKeySerializer().schema())).isFalse();
    assertThat(keys.canRead(old.info().createSerializer().schema())).isFalse();
  }

  @Test
  void schemas_are_text_that_a_user_can_read() {
    assertThat(schema(Samples.Point.class)).isEqualTo("record Samples.Point{x: int, y: int}");
    assertThat(schema(Samples.Colour.class)).isEqualTo("enum Samples.Colour{RED, GREEN, BLUE}");
    assertThat(schema(Samples.Tree.class))
        .isEqualTo(
            "record Samples.Tree{value: int, left: ref Samples.Tree, right: ref Samples.Tree}");
    assertThat(schema(Samples.Shape.class))
        .isEqualTo(
            "oneof Samples.Shape{record Samples.Circle{radius: double},"
                + " record Samples.Square{side: long, name: string},"
                + " record Samples.Many{shapes: list<ref Samples.Shape>}}");
    assertThat(Types.TUPLE(Types.STRING, Types.LIST(Types.LONG)).createSerializer().schema())
        .isEqualTo("tuple{f0: string, f1: list<long>}");
    assertThat(Types.TUPLE(Types.STRING, Types.LONG).createKeySerializer().schema())
        .isEqualTo("tuple(f0: string, f1: long)");
    assertThat(schema(Samples.Opaque.class)).isEqualTo("generic dev.weir.api.types.Samples$Opaque");
  }

  @Test
  void a_text_that_is_no_schema_is_not_readable() {
    TypeSerializer<Samples.Point> points =
        TypeInformation.of(Samples.Point.class).createSerializer();
    for (String text :
        new String[] {
          "", "{", "record Point{x: int", "record Point{x: int, y: int}}", "}{", "a<"
        }) {
      assertThat(points.canRead(text)).as(text).isFalse();
    }
    assertThat(points.canRead("record Other.Name{y: int, z: list<string>}")).isTrue();
  }

  private static String schema(Class<?> type) {
    return TypeInformation.of(type).createSerializer().schema();
  }
}
