package dev.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PathTest {

  @Test
  void plain_paths_and_file_uris_are_the_same_place() {
    Path plain = new Path("/data/in");

    assertThat(new Path("file:///data/in")).isEqualTo(plain);
    assertThat(new Path(URI.create("file:/data/in"))).isEqualTo(plain);
    assertThat(new Path("/data", "in")).isEqualTo(plain);
    assertThat(new Path(new Path("/data"), "in")).isEqualTo(plain);
    assertThat(plain).hasToString("/data/in");
    assertThat(plain.getName()).isEqualTo("in");
    assertThat(new Path("/").getName()).isEmpty();
  }

  @Test
  void other_schemes_are_refused_by_name() {
    assertThatThrownBy(() -> new Path("s3://bucket/in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://bucket/in")
        .hasMessageContaining("file:");
  }
}
