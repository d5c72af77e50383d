//! Work on many things on all cores.
//!
//! A thread takes the next thing when it is done with one. Rayon would let a thread that waits inside one document
//! begin on another, which then all lie in memory at once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, available_parallelism, scope};

/// As much as the main thread of a program commonly has: reading and layout call themselves for each nested thing.
const STACK: usize = 16 * 1024 * 1024;

/// So many things are read before a thread has started.
const FEW: usize = 8;

/// Does something with each of many things on all cores, and gives what came of it in their order.
pub(super) fn in_parallel<T: Sync, R: Send>(
    things: &[T],
    act: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(things.len()));
    let work = || {
        let mut own = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(index) else { break };
            own.push((index, act(thing)));
        }
        done.lock().unwrap_or_else(PoisonError::into_inner).append(&mut own);
    };
    scope(|scope| {
        for _ in 1..cores().min(things.len().div_ceil(FEW)) {
            // Where no thread can be had, this one does it all.
            let _ = Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does something that takes long with each of many things on all cores, and tells what came of it in their order,
/// as soon as that can be.
pub(super) fn in_order<T: Sync, R: Send>(
    things: &[T],
    act: impl Fn(&T) -> R + Sync,
    mut tell: impl FnMut(&T, R),
) {
    let next = AtomicUsize::new(0);
    let (send, receive) = channel();
    let work = |send: std::sync::mpsc::Sender<(usize, R)>| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(index) else { break };
            if send.send((index, act(thing))).is_err() {
                break;
            }
        }
    };
    let work = &work;
    scope(|scope| {
        let mut has_begun = false;
        for _ in 0..cores().min(things.len()) {
            let send = send.clone();
            let thread = Builder::new().stack_size(STACK);
            has_begun |= thread.spawn_scoped(scope, move || work(send)).is_ok();
        }
        if has_begun {
            drop(send);
        } else {
            work(send);
        }
        let (mut early, mut told) = (BTreeMap::new(), 0);
        for (index, result) in receive {
            early.insert(index, result);
            while let (Some(thing), Some(result)) = (things.get(told), early.remove(&told)) {
                tell(thing, result);
                told += 1;
            }
        }
    });
}

fn cores() -> usize {
    available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_done_first_is_told_in_order() {
        let numbers: Vec<u64> = (0..100).collect();
        let slow_first = |number: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(100 - number));
            number * 2
        };
        let expected: Vec<u64> = (0..100).map(|number| number * 2).collect();
        assert_eq!(in_parallel(&numbers, slow_first), expected);
        let mut told = Vec::new();
        in_order(&numbers, slow_first, |number, twice| told.push((*number, twice)));
        assert_eq!(told, numbers.iter().copied().zip(expected).collect::<Vec<_>>());
    }
}
