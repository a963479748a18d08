package dev.weir.api.types;

import dev.weir.api.TaggedUnion;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.List;

/** A byte that says whether it is a record of the second stream, then the record. */
final class TaggedUnionSerializer<T1, T2> extends CompositeSerializer<TaggedUnion<T1, T2>> {

  private final BaseSerializer<T1> first;
  private final BaseSerializer<T2> second;

  TaggedUnionSerializer(
      TaggedUnionType<T1, T2> type,
      Form form,
      BaseSerializer<T1> first,
      BaseSerializer<T2> second) {
    super(type, form, List.of(first, second));
    this.first = first;
    this.second = second;
  }

  @Override
  public void write(TaggedUnion<T1, T2> value, ByteOutput out) {
    T1 one = value.getOne();
    T2 two = value.getTwo();
    if (one != null) {
      out.writeByte(0);
      first.write(one, out);
    } else if (two != null) {
      out.writeByte(1);
      second.write(two, out);
    }
  }

  @Override
  public TaggedUnion<T1, T2> read(ByteInput in) {
    return in.readBoolean() ? TaggedUnion.two(second.read(in)) : TaggedUnion.one(first.read(in));
  }

  @Override
  public TaggedUnion<T1, T2> copy(TaggedUnion<T1, T2> value) {
    T1 one = value.getOne();
    T2 two = value.getTwo();
    if (one != null) {
      return first.isImmutable() ? value : TaggedUnion.one(first.copy(one));
    }
    return two == null || second.isImmutable() ? value : TaggedUnion.two(second.copy(two));
  }

  @Override
  public boolean isImmutable() {
    return first.isImmutable() && second.isImmutable();
  }

  @Override
  public String schema() {
    return "union<" + first.schema() + ", " + second.schema() + ">";
  }
}
