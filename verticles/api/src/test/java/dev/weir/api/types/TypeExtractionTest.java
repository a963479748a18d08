package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.tuple.Tuple2;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeExtractionTest {

  interface Mapper<T, O> extends Serializable {
    O map(T value) throws Exception;
  }

  interface Out<O> {
    void collect(O value);
  }

  interface FlatMapper<T, O> extends Serializable {
    void flatMap(T value, Out<O> out) throws Exception;
  }

  interface Plain<T, O> {
    O map(T value);
  }

  abstract static class Middle<A, B> implements Mapper<List<B>, A> {}

  static class Leaf<X> extends Middle<Tuple2<X, Long>, X> {
    @Override
    public Tuple2<X, Long> map(List<X> value) {
      return Tuple2.of(value.get(0), 1L);
    }
  }

  static class Concrete extends Leaf<String> {}

  static class Identity<T> implements Mapper<T, T> {
    @Override
    public T map(T value) {
      return value;
    }
  }

  static class Arrays<T> implements Mapper<T, T[]> {
    @Override
    @SuppressWarnings("unchecked")
    public T[] map(T value) {
      return (T[]) new Object[0];
    }
  }

  record Event(String user, long at) {}

  private static final TypeInformation<Tuple2<String, Long>> PAIR =
      Types.TUPLE(Types.STRING, Types.LONG);

  private static <T, O> TypeInformation<O> output(Mapper<T, O> mapper, TypeInformation<?> input) {
    return TypeExtraction.typeOf(mapper, Mapper.class, 1, "parse", input);
  }

  static Tuple2<String, Long> parse(String line) {
    return Tuple2.of(line, 1L);
  }

  @Test
  void a_lambda_gives_the_type_it_returns() {
    assertThat(output((String s) -> s.length(), Types.STRING)).isEqualTo(Types.INT);
    assertThat(output((String s) -> new Event(s, 1), Types.STRING))
        .isEqualTo(TypeInformation.of(Event.class));
    assertThat(output((String s) -> new long[1], Types.STRING))
        .isEqualTo(TypeInformation.of(long[].class));
  }

  @Test
  void a_lambda_that_captures_something_gives_its_type_too() {
    int offset = hashCode();
    assertThat(output((String s) -> s.length() + offset, Types.STRING)).isEqualTo(Types.INT);
    assertThat(output((Long l) -> hashCode() + " " + l, Types.LONG)).isEqualTo(Types.STRING);
  }

  @Test
  void a_key_from_a_tuple_field_has_the_type_of_the_field() {
    Mapper<Tuple2<String, Long>, String> first = v -> v.f0;
    Mapper<Tuple2<String, Long>, Long> second = v -> v.f1;
    assertThat(output(first, PAIR)).isEqualTo(Types.STRING);
    assertThat(output(second, PAIR)).isEqualTo(Types.LONG);
  }

  @Test
  void a_method_reference_gives_all_that_the_method_declares() {
    assertThat(output(TypeExtractionTest::parse, Types.STRING)).isEqualTo(PAIR);
    assertThat(output(Event::user, TypeInformation.of(Event.class))).isEqualTo(Types.STRING);
    assertThat(output(String::length, Types.STRING)).isEqualTo(Types.INT);
    assertThat(output((Mapper<String, StringBuilder>) StringBuilder::new, Types.STRING))
        .isEqualTo(TypeInformation.of(StringBuilder.class));
  }

  @Test
  void an_anonymous_class_gives_its_whole_type() {
    Mapper<String, Tuple2<String, Long>> mapper =
        new Mapper<>() {
          @Override
          public Tuple2<String, Long> map(String value) {
            return Tuple2.of(value, 1L);
          }
        };
    assertThat(output(mapper, Types.STRING)).isEqualTo(PAIR);
  }

  @Test
  void type_variables_are_followed_through_the_hierarchy() {
    assertThat(output(new Concrete(), Types.LIST(Types.STRING))).isEqualTo(PAIR);
    assertThat(output(new Leaf<String>(), Types.LIST(Types.STRING))).isEqualTo(PAIR);
    assertThat(output(new Identity<Event>(), TypeInformation.of(Event.class)))
        .isEqualTo(TypeInformation.of(Event.class));
    assertThat(output(new Arrays<String>(), Types.STRING))
        .isEqualTo(TypeInformation.of(String[].class));
  }

  @Test
  void a_type_that_erasure_took_is_missing_and_says_what_to_do_when_it_is_used() {
    TypeInformation<?> type = output((String s) -> Tuple2.of(s, 1L), Types.STRING);
    assertThat(type.isMissing()).isTrue();
    String message =
        "The return type of function 'lambda in dev.weir.api.types.TypeExtractionTest."
            + "a_type_that_erasure_took_is_missing_and_says_what_to_do_when_it_is_used' could not"
            + " be determined because of type erasure (the type arguments of Tuple2 are not known);"
            + " call returns(...) on the stream 'parse', for example returns(Types.STRING) or"
            + " returns(new TypeHint<Tuple2<String, Long>>() {})";
    assertThatThrownBy(type::createSerializer)
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage(message);
    assertThatThrownBy(type::isKeyType).hasMessage(message);
    assertThatThrownBy(type::getTypeClass).hasMessage(message);
    assertThatThrownBy(() -> FieldAccessor.of(type, 0)).hasMessage(message);
  }

  @Test
  void what_a_lambda_puts_into_a_collector_is_missing() {
    FlatMapper<String, String> splitter = (line, out) -> out.collect(line);
    TypeInformation<?> type =
        TypeExtraction.typeOf(splitter, FlatMapper.class, 1, "split", Types.STRING);
    assertThat(type.isMissing()).isTrue();
    assertThatThrownBy(type::createSerializer)
        .hasMessageContaining("(O is neither the result nor an argument of flatMap)")
        .hasMessageContaining("on the stream 'split'");
  }

  @Test
  void an_unknown_input_leaves_the_output_missing_where_it_depends_on_it() {
    assertThat(output(new Leaf<String>(), null).isMissing()).isTrue();
    assertThat(
            output(new Identity<Event>(), output((String s) -> List.of(s), Types.STRING))
                .isMissing())
        .isTrue();
    assertThat(output(new Concrete(), null)).isEqualTo(PAIR);
  }

  @Test
  void a_lambda_of_an_interface_that_is_not_serializable_is_missing() {
    Plain<String, Integer> plain = String::length;
    TypeInformation<?> type = TypeExtraction.typeOf(plain, Plain.class, 1, "p", Types.STRING);
    assertThatThrownBy(type::createSerializer)
        .hasMessageContaining("the interface of the lambda is not Serializable");
  }

  @Test
  void the_argument_of_a_lambda_has_a_type_too() {
    Mapper<Event, String> mapper = event -> event.user();
    assertThat(TypeExtraction.<Event>typeOf(mapper, Mapper.class, 0, "p"))
        .isEqualTo(TypeInformation.of(Event.class));
  }

  @Test
  void the_type_of_a_value_is_found_from_its_content() {
    assertThat(TypeInformation.forObject(Tuple2.of("a", 1L))).isEqualTo(PAIR);
    assertThat(TypeInformation.forObject(List.of(new Event("a", 1))))
        .isEqualTo(Types.LIST(TypeInformation.of(Event.class)));
    assertThat(TypeInformation.forObject(Map.of("a", Set.of(1))))
        .isEqualTo(Types.MAP(Types.STRING, Types.SET(Types.INT)));
    assertThat(TypeInformation.forObject(Optional.of(1))).isEqualTo(Types.OPTIONAL(Types.INT));
    assertThat(TypeInformation.forObject(Samples.Colour.GREEN))
        .isEqualTo(Types.ENUM(Samples.Colour.class));
    assertThatThrownBy(() -> TypeInformation.forObject(List.of()))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage(
            "the type of the elements of ListN is not known, because there are none;"
                + " give the type yourself");
    assertThatThrownBy(() -> TypeInformation.forObject(new Tuple2<String, Long>("a", null)))
        .hasMessage("the type of field f1 of (a,null) is not known, because it is null");
  }

  @Test
  void a_hint_names_what_a_class_cannot() {
    assertThat(TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {})).isEqualTo(PAIR);
    assertThat(new TypeHint<Map<String, List<Integer>>>() {}.getTypeInfo())
        .isEqualTo(Types.MAP(Types.STRING, Types.LIST(Types.INT)));
    assertThatThrownBy(() -> TypeInformation.of(Tuple2.class))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage("Tuple2 has type parameters; name them: new TypeHint<Tuple2<...>>() {}");
    assertThatThrownBy(() -> TypeInformation.of(Map.class))
        .hasMessage("Map has type parameters; name them: new TypeHint<Map<...>>() {}");
  }
}
