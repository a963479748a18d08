package dev.weir.migrate;

/**
 * A name of Flink in a source file.
 *
 * @param name fully qualified; of an import on demand the package or class before {@code .*}
 * @param start offset in the file of what is to be replaced: an import as a whole, else the name
 * @param end offset behind it
 * @param line from 1
 */
record FlinkName(String name, Use use, int start, int end, long line) {

  /** What the name is for. */
  enum Use {
    /** {@code import a.b.C} */
    IMPORT,
    /** {@code import a.b.*} */
    IMPORT_ON_DEMAND,
    /** {@code import static a.b.C.d} and {@code import static a.b.C.*} */
    STATIC_IMPORT,
    /** {@code a.b.C} in the code itself. */
    CODE
  }
}
