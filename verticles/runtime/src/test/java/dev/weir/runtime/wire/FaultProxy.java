package dev.weir.runtime.wire;

import dev.weir.runtime.link.LinkTraffic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Stands in for one node's event bus port, towards those who send to it: passes on each message,
 * drops, repeats or holds it back, or cuts the connection. Knows that a message of the bus is its
 * length (4 bytes) and so many bytes; what comes back are answers to pings, and passes as it is.
 */
public final class FaultProxy {

  /** What becomes of a message. */
  public enum Fault {
    PASS,
    DROP,
    REPEAT,
    /** It follows the next message of the same address. */
    SWAP,
    /** It is dropped, and the connection cut. */
    CUT
  }

  private final NetServer server;
  private final NetClient client;
  private final String targetHost = "127.0.0.1";
  private final Set<NetSocket> connections = ConcurrentHashMap.newKeySet();
  private volatile Function<BusMessage, Fault> faults = message -> Fault.PASS;

  public FaultProxy(Vertx vertx) {
    server = vertx.createNetServer();
    client = vertx.createNetClient();
  }

  /** Starts to listen; the port is where others are to connect to. */
  Future<Integer> listen(int targetPort) {
    return server
        .connectHandler(socket -> connect(socket, targetPort))
        .listen(0, targetHost)
        .map(NetServer::actualPort);
  }

  /** Decides about each message from now on; called on event loops, one message after the other. */
  public void faults(Function<BusMessage, Fault> decision) {
    faults = decision;
  }

  /** Cuts all connections. */
  public void cut() {
    connections.forEach(NetSocket::close);
  }

  /** Holds everything back until {@link #goOn}. */
  public void hold() {
    connections.forEach(NetSocket::pause);
  }

  public void goOn() {
    connections.forEach(NetSocket::resume);
  }

  Future<Void> close() {
    return server.close().eventually(client::close);
  }

  private void connect(NetSocket in, int targetPort) {
    in.pause();
    client
        .connect(targetPort, targetHost)
        .onFailure(e -> in.close())
        .onSuccess(
            out -> {
              connections.add(in);
              out.handler(in::write);
              out.closeHandler(closed -> in.close());
              in.closeHandler(
                  closed -> {
                    connections.remove(in);
                    out.close();
                  });
              in.handler(parser(new Link(in, out)));
              in.resume();
            });
  }

  private static RecordParser parser(Link link) {
    RecordParser parser = RecordParser.newFixed(4);
    parser.handler(
        new io.vertx.core.Handler<>() {
          private int length = -1;

          @Override
          public void handle(Buffer bytes) {
            if (length < 0) {
              length = bytes.getInt(0);
              parser.fixedSizeMode(length);
            } else {
              link.pass(BusMessage.parse(bytes));
              length = -1;
              parser.fixedSizeMode(4);
            }
          }
        });
    return parser;
  }

  private final class Link {
    private final NetSocket in;
    private final NetSocket out;
    private final Queue<BusMessage> swapped = new ArrayDeque<>();

    Link(NetSocket in, NetSocket out) {
      this.in = in;
      this.out = out;
    }

    void pass(BusMessage message) {
      switch (faults.apply(message)) {
        case PASS -> {
          write(message);
          release(message.address());
        }
        case DROP -> {}
        case REPEAT -> {
          write(message);
          write(message);
        }
        case SWAP -> swapped.add(message);
        case CUT -> in.close();
      }
    }

    private void release(String address) {
      while (!swapped.isEmpty() && swapped.peek().address().equals(address)) {
        write(swapped.remove());
      }
    }

    private void write(BusMessage message) {
      out.write(
          Buffer.buffer(message.bytes().length() + 4)
              .appendInt(message.bytes().length())
              .appendBuffer(message.bytes()));
    }
  }

  /**
   * A message as it is on the wire between two nodes.
   *
   * @param codec name of the codec; empty for those of Vert.x
   * @param bytes all that follows the length
   */
  public record BusMessage(String codec, String address, Buffer bytes) {

    static BusMessage parse(Buffer bytes) {
      int at = 2;
      String codec = "";
      if (bytes.getByte(1) == -1) {
        codec = string(bytes, at);
        at += Integer.BYTES + codec.length();
      }
      return new BusMessage(codec, string(bytes, at + 1), bytes);
    }

    private static String string(Buffer bytes, int at) {
      int length = bytes.getInt(at);
      return bytes.getString(at + Integer.BYTES, at + Integer.BYTES + length);
    }

    public boolean isData() {
      return codec.equals("weir.EncodedMessage");
    }

    public boolean isBarrier() {
      return codec.equals("weir.BarrierMessage");
    }

    public boolean isCredit() {
      return codec.equals("weir.CreditMessage");
    }

    public boolean isProbe() {
      return codec.equals("weir.ChannelProbe");
    }

    /** A command, a report, or what a reader tells its enumerator. */
    public boolean isLinkMessage() {
      return codec.equals("weir.LinkTraffic.Message");
    }

    /** Whether it is a command, a report, or what a reader tells its enumerator, of this type. */
    public boolean says(Class<?> type) {
      return isLinkMessage()
          && MessageCodecs.of(LinkTraffic.Message.class).decodeFromWire(body(), bytes)
              instanceof LinkTraffic.Message message
          && type.isInstance(message.body());
    }

    /** Where the body begins: behind the addresses of answer and sender, and the headers. */
    private int body() {
      int at = 2 + Integer.BYTES + codec.length() + 1 + Integer.BYTES + address.length();
      at += Integer.BYTES + bytes.getInt(at);
      at += Integer.BYTES + bytes.getInt(at);
      return at + bytes.getInt(at);
    }

    public boolean isLinkProbe() {
      return codec.equals("weir.LinkTraffic.Probe");
    }

    public boolean isLinkAcknowledgement() {
      return codec.equals("weir.LinkTraffic.Acknowledgement");
    }

    public boolean isEndOfInput() {
      return codec.equals("weir.EndOfInput");
    }
  }
}
