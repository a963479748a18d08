package dev.weir.migrate;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The names that a source file uses, found by the compiler's own parser, so that comments, strings
 * and line breaks are no trouble.
 *
 * @param flink every name below {@code org.apache.flink}, in the order of the file
 * @param simple every simple name in the code
 * @param calls every method that is called on something, with the line
 */
record SourceNames(List<FlinkName> flink, Set<String> simple, List<Call> calls) {

  static final String FLINK = "org.apache.flink";

  /** A call of a method on something. */
  record Call(String method, long line) {}

  SourceNames {
    calls = List.copyOf(calls);
    flink = List.copyOf(flink);
    simple = Set.copyOf(simple);
  }

  /**
   * Parses a source file.
   *
   * @param name of the file, for messages
   * @throws UnreadableSourceException if it is not Java; names file, line and what was expected
   */
  static SourceNames of(String name, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new UnreadableSourceException(
          "There is no Java compiler in %s; migrate needs a JDK, not only a runtime"
              .formatted(System.getProperty("java.home")));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null, null, diagnostics, List.of("-proc:none"), null, List.of(file(name, source)));
    Names names = new Names(Trees.instance(task).getSourcePositions());
    try {
      for (CompilationUnitTree unit : task.parse()) {
        names.read(unit);
      }
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot be read", e);
    }
    for (Diagnostic<? extends JavaFileObject> each : diagnostics.getDiagnostics()) {
      if (each.getKind() == Diagnostic.Kind.ERROR) {
        throw new UnreadableSourceException(
            "%s:%d: %s".formatted(name, each.getLineNumber(), each.getMessage(Locale.ROOT)));
      }
    }
    return new SourceNames(names.flink, names.simple, names.calls);
  }

  private static JavaFileObject file(String name, String source) {
    return new SimpleJavaFileObject(
        URI.create("memory:///Source.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }

      @Override
      public boolean isNameCompatible(String simpleName, Kind kind) {
        return true; // a public class is in a file of its name, which this text does not know
      }

      @Override
      public String getName() {
        return name;
      }
    };
  }

  private static final class Names extends TreeScanner<Void, CompilationUnitTree> {

    private final List<FlinkName> flink = new ArrayList<>();
    private final Set<String> simple = new TreeSet<>();
    private final List<Call> calls = new ArrayList<>();
    private final SourcePositions positions;

    Names(SourcePositions positions) {
      this.positions = positions;
    }

    void read(CompilationUnitTree unit) {
      unit.getImports().forEach(each -> readImport(each, unit));
      unit.getTypeDecls().forEach(each -> scan(each, unit));
    }

    private void readImport(ImportTree tree, CompilationUnitTree unit) {
      String name = tree.getQualifiedIdentifier().toString();
      boolean onDemand = name.endsWith(".*");
      if (!isOfFlink(name)) {
        return;
      }
      FlinkName.Use use = FlinkName.Use.IMPORT;
      if (tree.isStatic()) {
        use = FlinkName.Use.STATIC_IMPORT;
      } else if (onDemand) {
        use = FlinkName.Use.IMPORT_ON_DEMAND;
        name = name.substring(0, name.length() - 2);
      }
      add(name, use, tree, unit);
    }

    @Override
    public @Nullable Void visitMethodInvocation(
        MethodInvocationTree tree, CompilationUnitTree unit) {
      if (tree.getMethodSelect() instanceof MemberSelectTree select) {
        long end = positions.getEndPosition(unit, select);
        calls.add(
            new Call(select.getIdentifier().toString(), unit.getLineMap().getLineNumber(end)));
      }
      return super.visitMethodInvocation(tree, unit);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, CompilationUnitTree unit) {
      simple.add(tree.getName().toString());
      return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, CompilationUnitTree unit) {
      String name = tree.toString();
      if (isOfFlink(name) && endsWithFirstClass(name)) {
        add(name, FlinkName.Use.CODE, tree, unit);
        return null;
      }
      return super.visitMemberSelect(tree, unit);
    }

    /** Whether the last part, and no other, is the name of a class by custom. */
    private static boolean endsWithFirstClass(String name) {
      int last = name.lastIndexOf('.') + 1;
      return Character.isUpperCase(name.charAt(last))
          && name.substring(0, last).equals(name.substring(0, last).toLowerCase(Locale.ROOT));
    }

    private static boolean isOfFlink(String name) {
      return name.startsWith(FLINK + ".");
    }

    private void add(String name, FlinkName.Use use, Tree tree, CompilationUnitTree unit) {
      int start = (int) positions.getStartPosition(unit, tree);
      int end = (int) positions.getEndPosition(unit, tree);
      flink.add(new FlinkName(name, use, start, end, unit.getLineMap().getLineNumber(start)));
    }
  }
}
