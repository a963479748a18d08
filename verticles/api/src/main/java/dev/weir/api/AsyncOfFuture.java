package dev.weir.api;

import dev.weir.api.functions.FutureFunction;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.functions.RichAsyncFunction;
import dev.weir.api.functions.RichFunction;
import dev.weir.api.functions.RuntimeContext;
import io.vertx.core.Future;
import java.util.Collection;

/** A function that returns futures, in the form of one that completes callbacks. */
final class AsyncOfFuture<IN, OUT> extends RichAsyncFunction<IN, OUT> {

  private static final long serialVersionUID = 1L;

  private final FutureFunction<IN, OUT> function;

  AsyncOfFuture(FutureFunction<IN, OUT> function) {
    this.function = function;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.open(openContext);
    }
  }

  @Override
  public void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception {
    Future<? extends Collection<OUT>> results = function.invoke(input);
    results.onComplete(resultFuture::complete, resultFuture::completeExceptionally);
  }

  @Override
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }
}
