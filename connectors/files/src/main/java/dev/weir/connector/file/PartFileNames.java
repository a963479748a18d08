package dev.weir.connector.file;

import dev.weir.api.JobID;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of part files, in one place.
 *
 * <pre>
 * visible  part-{operator}-{start}-{subtask}-{unique}-{counter}{suffix}
 * hidden  .part-{operator}-{start}-{subtask}-{unique}-{counter}{suffix}.{job}-{attempt}.inprogress
 * </pre>
 *
 * <p>Start is the checkpoint that the writer started from, counter counts its files. Both have so
 * many digits that names sort as the numbers do. Of all attempts that start from one checkpoint
 * only the last one commits anything. So in the order of the names, what a subtask wrote earlier
 * comes earlier; and so it is for a key that a rescale moved to another subtask, if no file was
 * open in the checkpoint in between.
 *
 * <p>The unique part is drawn anew by each writer, so no name is used twice over restarts and
 * rescales. The hidden name says whose it is, so that what a dead attempt left can be told apart.
 */
final class PartFileNames {

  private final OutputFileConfig config;
  private final Pattern hiddenName;
  private final String operator;

  PartFileNames(OutputFileConfig config, String operator) {
    this.config = config;
    this.operator = operator;
    this.hiddenName =
        Pattern.compile(
            "\\."
                + Pattern.quote(config.getPartPrefix() + "-" + operator)
                + "-(\\d{10,18})-(\\d{1,9})-([0-9a-f]{16})-(\\d{8,18})"
                + Pattern.quote(config.getPartSuffix())
                + "\\.([0-9a-f]{32})-(\\d{1,9})\\.inprogress");
  }

  String visible(WriterId writer, long counter) {
    return config.getPartPrefix()
        + "-"
        + writer.operator()
        + "-"
        + "%010d".formatted(writer.start())
        + "-"
        + writer.subtask()
        + "-"
        + writer.unique()
        + "-"
        + "%08d".formatted(counter)
        + config.getPartSuffix();
  }

  String hidden(WriterId writer, long counter) {
    return "."
        + visible(writer, counter)
        + "."
        + writer.job()
        + "-"
        + writer.attempt()
        + ".inprogress";
  }

  /** Whose hidden file this is; empty if it is not one of this operator's. */
  Optional<Owner> ownerOf(String fileName) {
    Matcher matcher = hiddenName.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    WriterId writer =
        new WriterId(
            operator,
            Long.parseLong(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            matcher.group(3),
            new JobID(matcher.group(5)),
            Integer.parseInt(matcher.group(6)));
    return Optional.of(new Owner(writer, Long.parseLong(matcher.group(4))));
  }

  /** The writer of a hidden file, and the number that it gave to it. */
  record Owner(WriterId writer, long counter) {}
}
