package dev.weir.state.heap;

/**
 * A timer as it is looked for and put in: one instance that is filled again and again.
 *
 * @see TimerShape
 */
final class SoughtTimer {

  private final TimerShape shape;
  long time;
  long second;
  long third;
  Object key = "";
  Object namespace = "";

  SoughtTimer(TimerShape shape) {
    this.shape = shape;
  }

  void set(long newTime, CurrentKey<?> current, Object newNamespace) {
    if (!current.isPlaced()) {
      throw current.misplaced();
    }
    time = newTime;
    namespace = newNamespace;
    int namespaceHash = shape.hasNamespace() ? newNamespace.hashCode() : 0;
    if (shape.primitiveKeys()) {
      second = current.bits;
      third = namespaceHash;
    } else {
      second = (long) current.hash << Integer.SIZE | Integer.toUnsignedLong(namespaceHash);
      key = current.present();
    }
  }
}
