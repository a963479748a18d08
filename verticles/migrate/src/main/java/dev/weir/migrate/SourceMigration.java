package dev.weir.migrate;

import dev.weir.migrate.MigratedSource.Left;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Replaces the names of Flink in one source file; nothing else in it changes. */
final class SourceMigration {

  private final Counterparts counterparts;
  private final String source;
  private final SourceNames names;
  private final StringBuilder text = new StringBuilder();
  private final List<Left> left = new ArrayList<>();
  private int copied;
  private int renamed;
  private boolean broughtIn;

  private SourceMigration(Counterparts counterparts, String source, SourceNames names) {
    this.counterparts = counterparts;
    this.source = source;
    this.names = names;
  }

  /**
   * The migrated source.
   *
   * @param name of the file, for messages
   * @throws UnreadableSourceException if it is not Java
   */
  static MigratedSource migrate(Counterparts counterparts, String name, String source) {
    return new SourceMigration(counterparts, source, SourceNames.of(name, source)).migrate();
  }

  private MigratedSource migrate() {
    for (FlinkName name : names.flink()) {
      switch (name.use()) {
        case IMPORT -> replace(name, "import ", ";");
        case STATIC_IMPORT -> replace(name, "import static ", ";");
        case IMPORT_ON_DEMAND -> onDemand(name);
        case CODE -> replace(name, "", "");
      }
    }
    if (!names.flink().isEmpty()) {
      names.calls().forEach(this::adviseOn);
    }
    text.append(source, copied, source.length());
    return new MigratedSource(text.toString(), renamed, left);
  }

  /** What is written by name alone: that it is a method of Flink's is a guess. */
  private void adviseOn(SourceNames.Call call) {
    counterparts
        .insteadOfMethod(call.method())
        .ifPresent(advice -> left.add(new Left("." + call.method() + "()", call.line(), advice)));
  }

  private void replace(FlinkName name, String before, String after) {
    Optional<String> found = counterpart(name.name());
    if (found.isEmpty()) {
      leave(name, name.name());
    } else {
      put(name, before + found.get() + after);
    }
  }

  private void leave(FlinkName at, String name) {
    left.add(
        new Left(name, at.line(), counterparts.insteadOf(name.substring(0, endOfClass(name)))));
  }

  private void put(FlinkName name, String replacement) {
    text.append(source, copied, name.start()).append(replacement);
    copied = name.end();
    renamed++;
  }

  /** Of a class and what follows it: a member class, a static member, or {@code .*}. */
  private Optional<String> counterpart(String name) {
    int classEnd = endOfClass(name);
    String member = name.substring(classEnd);
    return counterparts
        .of(name.substring(0, classEnd))
        .filter(found -> !isClass(member) || Counterparts.hasMember(found, member.substring(1)))
        .map(found -> found + member);
  }

  /** Whether {@code .Name} is that of a class by custom, which a {@code .CONSTANT} is not. */
  private static boolean isClass(String member) {
    return member.length() > 1
        && Character.isUpperCase(member.charAt(1))
        && !member.equals(member.toUpperCase(Locale.ROOT));
  }

  /** Where the name of the top-level class ends: the first part that begins with a capital. */
  private static int endOfClass(String name) {
    int start = 0;
    while (start < name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (Character.isUpperCase(name.charAt(start))) {
        return end;
      }
      start = end + 1;
    }
    return name.length();
  }

  /**
   * The packages of Weir are cut in another way. So in the place of the first import of a whole
   * package stand imports of all the classes that the file uses, and the others go.
   */
  private void onDemand(FlinkName name) {
    if (isNameOfClass(name.name())) {
      replace(name, "import ", ".*;");
      return;
    }
    counterparts.without(name.name(), names.simple()).forEach(each -> leave(name, each));
    Set<String> classes =
        broughtIn ? Set.of() : counterparts.named(usedAndNotImported(), packagesOnDemand());
    broughtIn = true;
    StringBuilder imports = new StringBuilder();
    classes.forEach(each -> imports.append("import ").append(each).append(";\n"));
    if (!classes.isEmpty()) {
      imports.setLength(imports.length() - 1);
    }
    put(name, imports.toString());
    if (classes.isEmpty() && source.startsWith("\n", copied)) {
      copied++;
    }
  }

  private static boolean isNameOfClass(String name) {
    return Character.isUpperCase(name.charAt(name.lastIndexOf('.') + 1));
  }

  private List<String> packagesOnDemand() {
    return names.flink().stream()
        .filter(each -> each.use() == FlinkName.Use.IMPORT_ON_DEMAND)
        .map(FlinkName::name)
        .toList();
  }

  private Set<String> usedAndNotImported() {
    Set<String> used = new HashSet<>(names.simple());
    for (FlinkName each : names.flink()) {
      if (each.use() == FlinkName.Use.IMPORT) {
        used.remove(each.name().substring(each.name().lastIndexOf('.') + 1));
      }
    }
    return used;
  }
}
