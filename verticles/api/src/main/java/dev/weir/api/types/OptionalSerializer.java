package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.List;
import java.util.Optional;

/** A byte that says whether there is a value, then the value. */
final class OptionalSerializer<E> extends CompositeSerializer<Optional<E>> {

  private final BaseSerializer<E> element;

  OptionalSerializer(OptionalType<E> type, Form form, BaseSerializer<E> element) {
    super(type, form, List.of(element));
    this.element = element;
  }

  @Override
  public void write(Optional<E> value, ByteOutput out) {
    element.writeNullable(value.orElse(null), out);
  }

  @Override
  public Optional<E> read(ByteInput in) {
    return Optional.ofNullable(element.readNullable(in));
  }

  @Override
  public Optional<E> copy(Optional<E> value) {
    return isImmutable() ? value : value.map(element::copy);
  }

  @Override
  public boolean isImmutable() {
    return element.isImmutable();
  }

  @Override
  public String schema() {
    return "optional<" + element.schema() + ">";
  }
}
