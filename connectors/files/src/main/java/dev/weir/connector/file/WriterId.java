package dev.weir.connector.file;

import dev.weir.api.JobID;
import dev.weir.api.sink.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One writer: a subtask of a sink in one attempt of a job.
 *
 * @param operator the uid of the operator in a form fit for file names
 * @param start the checkpoint that the job was restored from; 0 if it starts from the beginning
 * @param subtask the index of the subtask
 * @param unique 16 hexadecimal digits that no other writer has
 * @param job the submission of the job
 * @param attempt the attempt of the job
 */
public record WriterId(
    String operator, long start, int subtask, String unique, JobID job, int attempt) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_.]{1,40}");

  static WriterId create(WriterInitContext context) {
    byte[] unique = new byte[8];
    RANDOM.nextBytes(unique);
    return new WriterId(
        fitForNames(context.getOperatorUid()),
        context.getRestoredCheckpointId().orElse(0),
        context.getTaskInfo().getIndexOfThisSubtask(),
        HexFormat.of().formatHex(unique),
        context.getJobId(),
        context.getTaskInfo().getAttemptNumber());
  }

  /** The uid itself where possible, otherwise its letters and a hash that keeps it apart. */
  static String fitForNames(String uid) {
    if (FIT.matcher(uid).matches()) {
      return uid;
    }
    String letters = uid.replaceAll("[^A-Za-z0-9_.]+", "_");
    return letters.substring(0, Math.min(31, letters.length())) + "_" + hash(uid);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
