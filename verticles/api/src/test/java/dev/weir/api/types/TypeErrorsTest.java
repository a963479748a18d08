package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.tuple.Tuple2;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeErrorsTest {

  public static class Animal {
    public int legs;
  }

  public static class Dog extends Animal {
    public @Nullable String name;
  }

  record Holder(Object anything) {}

  record Strict(int value) {
    Strict {
      if (value < 0) {
        throw new IllegalArgumentException("negative: " + value);
      }
    }
  }

  static final class Hidden {
    private final Object content;

    Hidden(Object content) {
      this.content = content;
    }

    @Override
    public String toString() {
      return "Hidden " + content;
    }
  }

  static final class Secret {
    private final int code = 1;

    @Override
    public String toString() {
      return "Secret " + code;
    }
  }

  public static class NoSetter {
    private int hidden;

    public int getHidden() {
      return hidden;
    }
  }

  @Test
  void a_subclass_that_was_not_declared_is_not_cut_down_to_its_superclass() {
    TypeSerializer<Animal> animals = Types.POJO(Animal.class).createSerializer();
    assertThatThrownBy(() -> animals.write(new Dog(), new ByteOutput()))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage(
            "found a value of class dev.weir.api.types.TypeErrorsTest$Dog where the type is"
                + " declared as dev.weir.api.types.TypeErrorsTest$Animal; make Animal sealed, or"
                + " declare the type as Types.ONE_OF(Animal.class, Dog.class)");
  }

  @Test
  void a_subclass_that_was_declared_is_written_whole() {
    TypeSerializer<Animal> animals =
        Types.ONE_OF(Animal.class, Animal.class, Dog.class).createSerializer();
    Dog dog = new Dog();
    dog.legs = 4;
    dog.name = "Rex";
    Animal read = animals.read(new ByteInput(RoundTripTest.bytes(animals, dog)));
    assertThat(read).usingRecursiveComparison().isEqualTo(dog);
    assertThat(read).isInstanceOf(Dog.class);
  }

  @Test
  void a_class_that_was_not_registered_is_neither_written_nor_made() {
    TypeSerializer<Hidden> one = Types.GENERIC(Hidden.class).createSerializer();
    TypeSerializer<Hidden> both = Types.GENERIC(Hidden.class, Secret.class).createSerializer();
    Hidden value = new Hidden(new Secret());
    assertThatThrownBy(() -> one.write(value, new ByteOutput()))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageStartingWith(
            "a value of class dev.weir.api.types.TypeErrorsTest$Hidden, declared as"
                + " dev.weir.api.types.TypeErrorsTest$Hidden, cannot be written: ")
        .hasMessageContaining("dev.weir.api.types.TypeErrorsTest$Secret")
        .hasMessageEndingWith(
            "; declare the type as Types.GENERIC(Hidden.class, ...) with every class that may"
                + " occur in it");
    byte[] bytes = RoundTripTest.bytes(both, value);
    assertThat(both.read(new ByteInput(bytes))).hasToString("Hidden Secret 1");
    assertThatThrownBy(() -> one.read(new ByteInput(bytes))).hasMessageContaining("cannot be read");
    one.write(new Hidden("text"), new ByteOutput());
  }

  @Test
  void a_field_of_any_class_names_the_class_that_it_met() {
    TypeSerializer<Holder> holders = TypeInformation.of(Holder.class).createSerializer();
    assertThatThrownBy(() -> holders.write(new Holder(new Secret()), new ByteOutput()))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessageContaining("dev.weir.api.types.TypeErrorsTest$Secret")
        .hasMessageContaining("declared as java.lang.Object");
  }

  @Test
  void types_that_cannot_be_keys_say_why() {
    assertThatThrownBy(() -> TypeInformation.of(byte[].class).createKeySerializer())
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage("type byte[] cannot be a key: two arrays of the same elements are not equal");
    assertThat(TypeInformation.of(Samples.Colour.class).keyTypeProblem())
        .isEqualTo("the hash code of an enum differs from process to process; use its name()");
    assertThat(Types.TUPLE(Types.STRING, Types.ENUM(Samples.Colour.class)).keyTypeProblem())
        .isEqualTo(
            "field 'f1' of type Samples.Colour: the hash code of an enum differs from process to"
                + " process; use its name()");
    assertThat(Types.POJO(Animal.class).keyTypeProblem())
        .isEqualTo(
            "class dev.weir.api.types.TypeErrorsTest$Animal does not override equals and hashCode");
    assertThat(Types.SET(Types.LONG).isKeyType()).isFalse();
    assertThat(Types.MAP(Types.LONG, Types.LONG).isKeyType()).isFalse();
    assertThat(Types.GENERIC(Hidden.class).isKeyType()).isFalse();
    assertThat(Types.VOID.isKeyType()).isFalse();
    assertThat(TypeInformation.of(Samples.Tree.class).isKeyType()).isFalse();
    assertThat(TypeInformation.of(Samples.Point.class).isKeyType()).isTrue();
  }

  @Test
  void a_class_that_is_no_pojo_says_why() {
    assertThatThrownBy(() -> Types.POJO(NoSetter.class))
        .isInstanceOf(InvalidTypesException.class)
        .hasMessage(
            "dev.weir.api.types.TypeErrorsTest$NoSetter is no POJO: field 'hidden' is not public"
                + " and has no getter and setter");
    assertThatThrownBy(() -> Types.POJO(Hidden.class))
        .hasMessageEndingWith(
            "Hidden is no POJO: it has no constructor without arguments that is not private");
    assertThat(TypeInformation.of(NoSetter.class))
        .hasToString("Generic<" + NoSetter.class.getName() + ">");
  }

  @Test
  void a_record_that_refuses_damaged_fields_makes_the_bytes_corrupt() {
    TypeSerializer<Strict> strict = TypeInformation.of(Strict.class).createWireSerializer();
    assertThatThrownBy(() -> strict.read(new ByteInput(new byte[] {-1, -1, -1, -1})))
        .isInstanceOf(dev.weir.state.spi.CorruptStateException.class)
        .hasMessage(
            "the class refuses the fields that were read:"
                + " java.lang.IllegalArgumentException: negative: -1");
  }

  @Test
  void types_are_written_as_a_user_would_write_them() {
    assertThat(Types.TUPLE(Types.STRING, Types.LIST(Types.LONG)))
        .hasToString("Tuple2<String, List<Long>>");
    assertThat(TypeInformation.of(new TypeHint<Tuple2<Integer, List<byte[]>>>() {}))
        .hasToString("Tuple2<Integer, List<byte[]>>");
    assertThat(TypeInformation.of(Samples.Point.class)).hasToString("Samples.Point");
  }
}
