/**
 * What every state backend and every checkpoint storage must do, as tests to be extended: {@link
 * dev.weir.state.contract.KeyedStateBackendContract} and {@link
 * dev.weir.state.contract.CheckpointStorageContract}.
 */
@NullMarked
package dev.weir.state.contract;

import org.jspecify.annotations.NullMarked;
