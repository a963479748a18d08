package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The {@link Tag} of the constant's name, or by position its ordinal; four bytes. */
final class EnumSerializer<E extends Enum<E>> extends BaseSerializer<E> {

  private final E[] constants;
  private final int[] codes;
  private final String schema;

  EnumSerializer(Class<E> type, Form form) {
    constants = type.getEnumConstants();
    List<String> names = Arrays.stream(constants).map(Enum::name).toList();
    codes =
        form == Form.BY_NAME
            ? Tag.ofAll(names, type.getName())
            : Arrays.stream(constants).mapToInt(Enum::ordinal).toArray();
    schema =
        names.stream()
            .collect(
                Collectors.joining(
                    ", ",
                    "enum " + StructType.shortName(type) + form.open,
                    String.valueOf(form.close)));
  }

  @Override
  Extent extent() {
    return Extent.BYTES_4;
  }

  @Override
  public void write(E value, ByteOutput out) {
    out.writeInt(codes[value.ordinal()]);
  }

  @Override
  public E read(ByteInput in) {
    int code = in.readInt();
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == code) {
        return constants[i];
      }
    }
    throw new CorruptStateException("no constant of " + schema + " has the code " + code);
  }

  @Override
  public E copy(E value) {
    return value;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public TypeSerializer<E> duplicate() {
    return this;
  }

  @Override
  public String schema() {
    return schema;
  }
}
