//! Telling open pages that there is something new to show: server-sent events, one a change.

use super::preview::Preview;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::watch::Receiver;

/// Where they are asked for.
pub const ADDRESS: &str = "/__postil/events";

/// The name of what is shown now, and again at each change.
pub fn stream(preview: &Preview) -> Response {
    let mut changes = preview.changes();
    changes.mark_changed();
    Sse::new(Versions { next: Box::pin(next(changes)) }).keep_alive(KeepAlive::default()).into_response()
}

type Next = Pin<Box<dyn Future<Output = Option<(String, Receiver<String>)>> + Send>>;

struct Versions {
    next: Next,
}

async fn next(mut changes: Receiver<String>) -> Option<(String, Receiver<String>)> {
    changes.changed().await.ok()?;
    let version = changes.borrow_and_update().clone();
    Some((version, changes))
}

impl Stream for Versions {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.next.as_mut().poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Ready(Some((version, changes))) => {
                self.next = Box::pin(next(changes));
                Poll::Ready(Some(Ok(Event::default().event("version").data(version))))
            }
        }
    }
}
