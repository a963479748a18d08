package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterToolTest {

  private static ParameterTool args(String... args) {
    return ParameterTool.fromArgs(args);
  }

  @Test
  void keys_values_and_flags_are_read() {
    ParameterTool tool = args("--input", "a b", "-n", "-5", "--verbose", "--rate", "1.5");

    assertThat(tool.get("input")).isEqualTo("a b");
    assertThat(tool.getInt("n")).isEqualTo(-5);
    assertThat(tool.getLong("n", 1)).isEqualTo(-5);
    assertThat(tool.getDouble("rate")).isEqualTo(1.5);
    assertThat(tool.has("verbose")).isTrue();
    assertThat(tool.get("verbose")).isNull();
    assertThat(tool.has("quiet")).isFalse();
    assertThat(tool.getNumberOfParameters()).isEqualTo(4);
  }

  @Test
  void defaults_stand_in_for_what_is_not_given() {
    ParameterTool tool = args();

    assertThat(tool.get("a", "x")).isEqualTo("x");
    assertThat(tool.getInt("a", 1)).isEqualTo(1);
    assertThat(tool.getLong("a", 2)).isEqualTo(2);
    assertThat(tool.getShort("a", (short) 3)).isEqualTo((short) 3);
    assertThat(tool.getByte("a", (byte) 4)).isEqualTo((byte) 4);
    assertThat(tool.getFloat("a", 5)).isEqualTo(5);
    assertThat(tool.getDouble("a", 6)).isEqualTo(6);
    assertThat(tool.getBoolean("a", true)).isTrue();
  }

  @Test
  void the_last_of_equal_keys_counts_and_multiple_keeps_all() {
    String[] args = {"--in", "a", "--in", "b", "--out", "c"};

    assertThat(ParameterTool.fromArgs(args).get("in")).isEqualTo("b");
    MultipleParameterTool multiple = MultipleParameterTool.fromArgs(args);
    assertThat(multiple.getMultiParameterRequired("in")).containsExactly("a", "b");
    assertThat(multiple.getMultiParameter("none")).isNull();
    assertThat(multiple.get("in")).isEqualTo("b");
    assertThat(multiple.toMap()).isEqualTo(Map.of("in", "b", "out", "c"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> multiple.getMultiParameterRequired("none"))
        .withMessageContaining("--none");
  }

  @Test
  void mistakes_name_the_parameter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args("--n", "many").getInt("n"))
        .withMessage("The parameter --n must be an integer, found 'many'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args("--b", "yes").getBoolean("b"))
        .withMessageContaining("true or false, found 'yes'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args("--output", "x").getRequired("input"))
        .withMessage("The parameter --input must be given with a value; given were [output]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> args("input", "x"))
        .withMessageContaining("Argument 1 of [input, x]")
        .withMessageContaining("found 'input'");
    assertThatIllegalArgumentException().isThrownBy(() -> args("--a", "1", "2"));
    assertThatIllegalArgumentException().isThrownBy(() -> args("--"));
  }

  @Test
  void what_was_not_asked_for_is_known() {
    ParameterTool tool = args("--a", "1", "--b", "2");
    tool.getInt("a");

    assertThat(tool.getUnrequestedParameters()).containsExactly("b");
  }

  @Test
  void files_maps_and_merges_work(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("p.properties"), "a=1\nb = two\n");
    ParameterTool merged =
        ParameterTool.fromPropertiesFile(file.toString())
            .mergeWith(ParameterTool.fromMap(Map.of("b", "3")));

    assertThat(merged.toMap()).isEqualTo(Map.of("a", "1", "b", "3"));
    assertThat(merged.getProperties()).containsEntry("a", "1");
  }

  @Test
  void memory_sizes_are_read() {
    assertThat(MemorySize.parse("64 mb")).isEqualTo(MemorySize.ofMebiBytes(64));
    assertThat(MemorySize.parse("1024").getKibiBytes()).isEqualTo(1);
    assertThat(MemorySize.parse("2G").getMebiBytes()).isEqualTo(2048);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemorySize.parse("12 parsec"))
        .withMessageContaining("'12 parsec'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemorySize.parse("99999999999 tb"))
        .withMessageContaining("too large");
    assertThatIllegalArgumentException().isThrownBy(() -> new MemorySize(-1));
  }
}
