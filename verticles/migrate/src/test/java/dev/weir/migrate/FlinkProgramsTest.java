package dev.weir.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs as users of Flink write them become programs for Weir by their imports alone. */
class FlinkProgramsTest {

  private static final Path PROGRAMS = Path.of("src", "test", "resources", "flink");

  @TempDir private Path directory;

  static List<Path> programs() throws IOException {
    try (Stream<Path> files = Files.walk(PROGRAMS)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_compiles_when_its_imports_are_changed(Path program) throws IOException {
    String source = Files.readString(program);
    MigratedSource migrated =
        SourceMigration.migrate(Counterparts.load(), program.toString(), source);

    assertThat(migrated.left()).isEmpty();
    assertThat(withoutImports(migrated.text())).isEqualTo(withoutImports(source));
    assertThat(errors(program.getFileName(), migrated.text())).isEmpty();
  }

  private static List<String> withoutImports(String source) {
    return source.lines().filter(line -> !line.startsWith("import ")).toList();
  }

  private List<String> errors(Path name, String source) throws IOException {
    Path file = Files.writeString(directory.resolve(name.toString()), source);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              directory.toString());
      compiler
          .getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(file))
          .call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(each -> "line " + each.getLineNumber() + ": " + each.getMessage(Locale.ROOT))
        .toList();
  }
}
