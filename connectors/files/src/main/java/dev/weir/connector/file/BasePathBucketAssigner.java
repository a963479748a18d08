package dev.weir.connector.file;

/** Writes everything into the base path itself. */
public final class BasePathBucketAssigner<T> implements BucketAssigner<T, String> {

  private static final long serialVersionUID = 1;

  @Override
  public String getBucketId(T element, Context context) {
    return "";
  }
}
