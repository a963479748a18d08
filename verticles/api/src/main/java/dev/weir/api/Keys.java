package dev.weir.api;

import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TypeInformation;

/** What may be a key. */
final class Keys {

  private Keys() {}

  /** The type, if it is known and values of it can be keys. */
  static <K> TypeInformation<K> checked(TypeInformation<K> type) {
    if (type.isMissing()) {
      throw new InvalidTypesException(
          "The type of the key could not be found out. Give it as second argument of keyBy, as in"
              + " keyBy(selector, Types.STRING), or write the selector as a class");
    }
    String problem = type.keyTypeProblem();
    if (problem != null) {
      throw new InvalidTypesException("Type " + type + " cannot be a key of keyBy: " + problem);
    }
    return type;
  }
}
