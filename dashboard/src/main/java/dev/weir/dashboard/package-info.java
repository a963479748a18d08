/**
 * REST, live feed and page of a node. Sees jobs only through the JSON documents they publish on the
 * event bus, and speaks to them only through the requests they take from it.
 *
 * <p>Everything here runs on the event loop of one {@link dev.weir.dashboard.DashboardVerticle}, so
 * nothing is locked.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.dashboard;
