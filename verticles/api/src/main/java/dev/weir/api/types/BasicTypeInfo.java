package dev.weir.api.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/** The names that Flink programs have for some of {@link Types}. */
public final class BasicTypeInfo {

  public static final TypeInformation<String> STRING_TYPE_INFO = Types.STRING;
  public static final TypeInformation<Boolean> BOOLEAN_TYPE_INFO = Types.BOOLEAN;
  public static final TypeInformation<Byte> BYTE_TYPE_INFO = Types.BYTE;
  public static final TypeInformation<Short> SHORT_TYPE_INFO = Types.SHORT;
  public static final TypeInformation<Integer> INT_TYPE_INFO = Types.INT;
  public static final TypeInformation<Long> LONG_TYPE_INFO = Types.LONG;
  public static final TypeInformation<Float> FLOAT_TYPE_INFO = Types.FLOAT;
  public static final TypeInformation<Double> DOUBLE_TYPE_INFO = Types.DOUBLE;
  public static final TypeInformation<Character> CHAR_TYPE_INFO = Types.CHAR;
  public static final TypeInformation<Void> VOID_TYPE_INFO = Types.VOID;
  public static final TypeInformation<Instant> INSTANT_TYPE_INFO = Types.INSTANT;
  public static final TypeInformation<BigInteger> BIG_INT_TYPE_INFO = Types.BIG_INT;
  public static final TypeInformation<BigDecimal> BIG_DEC_TYPE_INFO = Types.BIG_DEC;

  private BasicTypeInfo() {}
}
