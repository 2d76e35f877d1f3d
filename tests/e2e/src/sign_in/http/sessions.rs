//! Which browser is at which step.

use crate::sign_in::chance::unguessable_name;
use crate::sign_in::flow::Visit;
use std::collections::{HashMap, VecDeque};

/// The most sessions that are kept; the oldest makes room.
const MOST_SESSIONS: usize = 1000;

/// One browser's visit, and the token that its forms must carry.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) visit: Visit,
    pub(crate) token: String,
}

/// Every session by the name in its cookie.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_name: HashMap<String, Session>,
    oldest_first: VecDeque<String>,
}

impl Sessions {
    /// Starts a visit and gives the name for its cookie.
    pub(crate) fn open(&mut self) -> String {
        if self.oldest_first.len() >= MOST_SESSIONS
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            self.by_name.remove(&oldest);
        }
        let name = unguessable_name();
        let session = Session {
            visit: Visit::default(),
            token: unguessable_name(),
        };
        self.by_name.insert(name.clone(), session);
        self.oldest_first.push_back(name.clone());
        name
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Session> {
        self.by_name.get_mut(name)
    }

    /// The visits, newest first.
    pub(crate) fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.oldest_first
            .iter()
            .rev()
            .filter_map(|name| self.by_name.get(name))
            .map(|session| &session.visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_session_makes_room() {
        let mut sessions = Sessions::default();
        let first = sessions.open();
        let second = sessions.open();
        for _ in 2..=MOST_SESSIONS {
            sessions.open();
        }
        assert!(sessions.get_mut(&first).is_none());
        assert!(sessions.get_mut(&second).is_some());
        assert_eq!(sessions.visits().count(), MOST_SESSIONS);
    }
}
