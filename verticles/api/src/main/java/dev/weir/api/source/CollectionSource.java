package dev.weir.api.source;

import dev.weir.api.ResultTypeQueryable;
import dev.weir.api.types.TypeInformation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The elements of a collection, in order, read by one reader. The elements are part of the job
 * graph; the position is state.
 *
 * @param <T> the type of the elements
 */
public final class CollectionSource<T>
    implements Source<T, CollectionPosition, List<CollectionPosition>>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final List<T> elements;
  private final TypeInformation<T> typeInfo;

  /**
   * Copies the collection.
   *
   * @throws IllegalArgumentException if an element is null or not of the type
   */
  public CollectionSource(Collection<T> elements, TypeInformation<T> typeInfo) {
    this.elements = Collections.unmodifiableList(new ArrayList<>(elements));
    this.typeInfo = typeInfo;
    for (int i = 0; i < this.elements.size(); i++) {
      check(i, this.elements.get(i));
    }
  }

  private void check(int index, T element) {
    if (!typeInfo.getTypeClass().isInstance(element)) {
      throw new IllegalArgumentException(
          "Element "
              + index
              + " of the collection must be of type "
              + typeInfo
              + ", found "
              + (element == null ? "null" : element.getClass().getName() + ": " + element));
    }
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return typeInfo;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, CollectionPosition> createReader(SourceReaderContext readerContext) {
    return new CollectionReader<>(readerContext, elements);
  }

  @Override
  public SplitEnumerator<CollectionPosition, List<CollectionPosition>> createEnumerator(
      SplitEnumeratorContext<CollectionPosition> enumContext) {
    return new SplitQueueEnumerator<>(enumContext, List.of(new CollectionPosition(0)));
  }

  @Override
  public SplitEnumerator<CollectionPosition, List<CollectionPosition>> restoreEnumerator(
      SplitEnumeratorContext<CollectionPosition> enumContext, List<CollectionPosition> checkpoint) {
    return new SplitQueueEnumerator<>(enumContext, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<CollectionPosition> getSplitSerializer() {
    return new CollectionPositionSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<CollectionPosition>> getEnumeratorCheckpointSerializer() {
    return new SplitListSerializer<>(getSplitSerializer());
  }
}
