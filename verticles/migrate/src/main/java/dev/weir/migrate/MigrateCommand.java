package dev.weir.migrate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes the imports of programs that were written for Flink. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes programs that were written for Flink programs for Weir: replaces the names of Flink's"
          + " classes by those of Weir, and lists what has no counterpart, with what to do instead."
          + " Without an option it only says what it would do.",
      ""
    },
    footer = "Exit codes: 0 all has a counterpart, 1 something has none, 2 bad usage.")
public final class MigrateCommand implements Callable<Integer> {

  private static final int INCOMPLETE = 1;

  @Parameters(index = "0", paramLabel = "<src dir>", description = "Where the Java sources are.")
  private Path directory = Path.of("");

  @ArgGroup private @Nullable Target target;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private static final class Target {

    @Option(
        names = "--output",
        paramLabel = "<dir>",
        description = "Write all Java files there; none may be there yet.")
    private @Nullable Path output;

    @Option(names = "--in-place", description = "Replace the files that name Flink.")
    private boolean inPlace;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ParameterException(
          spec.commandLine(), directory + " is no directory, expected one with Java sources");
    }
    try {
      Migration migration = Migration.of(directory, Counterparts.load());
      write(migration);
      report(migration);
      return migration.isIncomplete() ? INCOMPLETE : 0;
    } catch (UnreadableSourceException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          spec.commandLine(), e.getFile() + " is there already; nothing was written", e);
    }
  }

  private void write(Migration migration) throws IOException {
    if (target == null) {
      return;
    }
    if (target.output != null) {
      migration.writeTo(target.output);
    } else if (target.inPlace) {
      migration.replace();
    }
  }

  private void report(Migration migration) {
    PrintWriter out = spec.commandLine().getOut();
    Map<Path, MigratedSource> sources = migration.ofFlink();
    int renamed = sources.values().stream().mapToInt(MigratedSource::renamed).sum();
    int left = sources.values().stream().mapToInt(source -> source.left().size()).sum();
    sources.forEach((file, source) -> report(file, source, out));
    out.printf(
        "%d Java files, %d of them name Flink: %d names replaced, %d without counterpart%s%n",
        migration.files(),
        sources.size(),
        renamed,
        left,
        target == null ? " (nothing written)" : "");
    out.flush();
  }

  private static void report(Path file, MigratedSource source, PrintWriter out) {
    out.printf("%s: %d names%n", file, source.renamed());
    for (MigratedSource.Left left : source.left()) {
      out.printf("  line %d: %s%n    %s%n", left.line(), left.name(), left.instead());
    }
  }
}
