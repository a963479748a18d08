package dev.weir.migrate;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.config.CheckpointingMode;
import dev.weir.connector.file.FileSource;
import dev.weir.state.ValueState;
import dev.weir.state.heap.HashMapStateBackend;
import dev.weir.state.rocksdb.RocksDBStateBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the classes of Flink are called in Weir. The table is that of the public classes which are
 * there: a class of Weir that has the simple name of one of Flink is its counterpart, unless {@code
 * no-counterpart.properties} says otherwise. The same file says what to do instead.
 */
final class Counterparts {

  /** One class of each jar that programs see. */
  private static final List<Class<?>> ANCHORS =
      List.of(
          StreamExecutionEnvironment.class,
          FileSource.class,
          ValueState.class,
          CheckpointingMode.class,
          HashMapStateBackend.class,
          RocksDBStateBackend.class);

  /** For programs, with all below. */
  private static final List<String> TREES = List.of("dev.weir.api.", "dev.weir.connector.");

  /** For programs, but what is below is not. */
  private static final Set<String> PACKAGES =
      Set.of("dev.weir.state", "dev.weir.state.heap", "dev.weir.state.rocksdb");

  /** For programs, in packages that are not. */
  private static final Set<String> SINGLE =
      Set.of(
          "dev.weir.config.CheckpointingMode",
          "dev.weir.config.RuntimeExecutionMode",
          "dev.weir.state.spi.TypeSerializer");

  private static final String ADVICE = "no-counterpart.properties";

  private final Map<String, List<String>> bySimpleName;
  private final Map<String, String> advice;

  Counterparts(Collection<String> weirClasses, Map<String, String> advice) {
    this.bySimpleName =
        weirClasses.stream()
            .distinct()
            .sorted()
            .collect(Collectors.groupingBy(Counterparts::simpleName));
    this.advice = Map.copyOf(advice);
  }

  /** The table of the API that is on the class path. */
  static Counterparts load() throws IOException {
    List<String> classes = new ArrayList<>();
    for (Class<?> anchor : ANCHORS) {
      classes.addAll(classesBeside(anchor));
    }
    return new Counterparts(classes, readAdvice());
  }

  /** The name in Weir of a top-level class of Flink. */
  Optional<String> of(String flinkClass) {
    return hasNone(flinkClass) ? Optional.empty() : named(flinkClass);
  }

  /** Of several with one simple name that in the package which is called like the one of Flink. */
  private Optional<String> named(String flinkClass) {
    List<String> found = bySimpleName.getOrDefault(simpleName(flinkClass), List.of());
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    String nearest = simpleName(parent(flinkClass));
    return found.stream().filter(each -> simpleName(parent(each)).equals(nearest)).findFirst();
  }

  private boolean hasNone(String flinkClass) {
    return advice.containsKey(flinkClass)
        || packagesOf(flinkClass).anyMatch(each -> advice.containsKey(each + ".*"));
  }

  /** What to do about a class that has no counterpart; what is said of the class itself first. */
  String insteadOf(String flinkClass) {
    return Stream.concat(
            Stream.of(flinkClass),
            packagesOf(flinkClass).flatMap(each -> Stream.of(each + ".*", each)))
        .map(advice::get)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("Weir has nothing of this name; see what it was used for");
  }

  /**
   * What to do about a method that streams or environments of Flink have and those of Weir lack.
   */
  Optional<String> insteadOfMethod(String method) {
    return Optional.ofNullable(advice.get("." + method));
  }

  /** The packages that a class is in, the innermost first. */
  private static Stream<String> packagesOf(String flinkClass) {
    return Stream.iterate(
        parent(flinkClass),
        each -> each.length() > SourceNames.FLINK.length(),
        Counterparts::parent);
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Map<String, String> readAdvice() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Counterparts.class.getResourceAsStream(ADVICE)) {
      if (in == null) {
        throw new IllegalStateException(ADVICE + " is missing beside " + Counterparts.class);
      }
      properties.load(in);
    }
    Map<String, String> advice = new TreeMap<>();
    properties.forEach((name, text) -> advice.put((String) name, (String) text));
    return advice;
  }

  private static List<String> classesBeside(Class<?> anchor) throws IOException {
    Path place;
    try {
      place = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of " + anchor.getName() + " is no path", e);
    }
    if (Files.isDirectory(place)) {
      return publicClasses(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return publicClasses(jar.getPath("/"));
    }
  }

  private static List<String> publicClasses(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> name.indexOf('.') > 0 && isForPrograms(name))
          .filter(Counterparts::isPublic)
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isForPrograms(String name) {
    return TREES.stream().anyMatch(name::startsWith)
        || PACKAGES.contains(parent(name))
        || SINGLE.contains(name);
  }

  private static boolean isPublic(String name) {
    try {
      ClassLoader loader = Counterparts.class.getClassLoader();
      return Modifier.isPublic(Class.forName(name, false, loader).getModifiers());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is on the class path and cannot be loaded", e);
    }
  }

  /** Whether a class of Weir has a member class. */
  static boolean hasMember(String weirClass, String memberPath) {
    try {
      Class.forName(
          weirClass + "$" + memberPath.replace('.', '$'),
          false,
          Counterparts.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * The classes of Weir that have one of these simple names, as imports of whole packages of Flink
   * may have brought them in.
   */
  Set<String> named(Set<String> simpleNames, List<String> flinkPackages) {
    Set<String> found = new TreeSet<>();
    for (String simple : simpleNames) {
      for (String each : flinkPackages) {
        named(each + "." + simple).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The classes of a package of Flink that have one of these simple names and no counterpart. */
  List<String> without(String flinkPackage, Set<String> simpleNames) {
    return simpleNames.stream()
        .map(simple -> flinkPackage + "." + simple)
        .filter(advice::containsKey)
        .sorted()
        .toList();
  }
}
