package dev.weir.storage.hazelcast;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CheckpointStorageFactory;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens {@code hazelcast:/<root>}, in the only Hazelcast member of this process, or {@code
 * hazelcast://<instance>/<root>}, in the one of that name. With {@code ?members=<n>} nothing can be
 * written while fewer than so many members are there: set it to more than half of the nodes, and of
 * a split cluster one half at most goes on.
 */
public final class HazelcastCheckpointStorageFactory implements CheckpointStorageFactory {

  private static final Pattern MEMBERS = Pattern.compile("members=([1-9][0-9]{0,3})");

  @Override
  public String scheme() {
    return "hazelcast";
  }

  @Override
  public CheckpointStorage open(URI root) throws IOException {
    String path = root.getPath();
    if (path == null || !path.matches("/[^/]+(/[^/]+)*")) {
      throw new IOException(
          "'%s' names no root, expected hazelcast:/<root> or hazelcast://<instance>/<root>"
              .formatted(root));
    }
    return HazelcastCheckpointStorage.open(
        root.toString(), new Members(root.getHost(), membersNeeded(root)), path.substring(1));
  }

  private static int membersNeeded(URI root) throws IOException {
    if (root.getQuery() == null) {
      return 1;
    }
    Matcher matcher = MEMBERS.matcher(root.getQuery());
    if (!matcher.matches()) {
      throw new IOException(
          "'%s' ends with ?%s, expected ?members=<number of members>"
              .formatted(root, root.getQuery()));
    }
    return Integer.parseInt(matcher.group(1));
  }
}
