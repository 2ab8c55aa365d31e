use super::answer::{Wanted, wanted};
use super::gate::Gate;
use super::problems::{Problem, overlay};
use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::file::{SitePath, Tree};
use crate::shell::codes::FILE_NAME;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

#[test]
fn addresses_lead_to_outputs_as_on_any_static_host() {
    let found = |path: &str| wanted(path).map(|Wanted { file, folder }| (file, folder.unwrap_or_default()));
    let pair = |file: &str, folder: &str| Some((file.to_owned(), folder.to_owned()));
    assert_eq!(found("/"), pair("index.html", ""));
    assert_eq!(found("/topics/party/"), pair("topics/party/index.html", ""));
    assert_eq!(found("/topics"), pair("topics", "/topics/"));
    assert_eq!(found("/feed.xml"), pair("feed.xml", "/feed.xml/"));
    assert_eq!(found("/%EB%8B%B9/"), pair("당/index.html", ""));
    assert_eq!(found("/_img/plan.svg").unwrap().0, "_img/plan.svg");
}

#[test]
fn no_address_leaves_the_site() {
    let bad = [
        "",
        "x",
        "*",
        "//",
        "//evil.example",
        "/a//b",
        "/..",
        "/../x",
        "/a/../../x",
        "/./a",
        "/%2e%2e/x",
        "/%2E/",
        "/a%2fb",
        "/a%5cb",
        "/a\\b",
        "/a%00",
        "/a%0d%0aSet-Cookie:x",
        "/%ff",
        "/a/./",
        "/%2f%2fevil.example",
    ];
    for path in bad {
        assert_eq!(wanted(path), None, "{path}");
    }
}

#[test]
fn only_this_machine_and_its_own_pages_are_answered() {
    let refused = |address: &str, method: Method, headers: &[(&'static str, &str)]| {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect::<HeaderMap>();
        let gate = Gate::new(address.parse().unwrap());
        gate.refuses(&method, &headers).map(|response| response.status().as_u16())
    };
    let local = "127.0.0.1:4000";
    for host in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
        assert_eq!(refused(local, Method::GET, &[("host", host)]), None, "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:4000",
        "localhost",
        "127.0.0.1:80",
        "localhost.evil.example:4000",
        "10.0.0.1:4000",
    ] {
        assert_eq!(refused(local, Method::GET, &[("host", host)]), Some(403), "{host}");
    }
    assert_eq!(refused(local, Method::GET, &[]), Some(403));
    let host = ("host", local);
    assert_eq!(refused(local, Method::GET, &[host, ("origin", "http://localhost:4000")]), None);
    for origin in ["https://evil.example", "null", "http://localhost:3000", "file://"] {
        assert_eq!(refused(local, Method::GET, &[host, ("origin", origin)]), Some(403), "{origin}");
    }
    assert_eq!(refused(local, Method::HEAD, &[host]), None);
    assert_eq!(refused(local, Method::POST, &[host]), Some(405));
    // Asked to listen everywhere, it still answers to numbers only: a name could have been made to lead here.
    assert_eq!(refused("0.0.0.0:4000", Method::GET, &[("host", "192.168.1.7:4000")]), None);
    assert_eq!(refused("0.0.0.0:4000", Method::GET, &[("host", "evil.example:4000")]), Some(403));
}

#[test]
fn nothing_of_a_file_is_markup_in_the_overlay() {
    let path = SitePath::new("content/<b>.md").unwrap();
    let mut tree = Tree::default();
    tree.insert(path.clone(), b"<script>alert(1)</script>".to_vec());
    let found =
        Diagnostic::new(&FILE_NAME, Place::file(&path), "`<img src=x>` \"is\" no name").help("write <p>\nor nothing");
    let html = overlay(&[Problem::of(&found, &tree)]);
    for markup in ["<script", "<img", "<b>", "<p>\n"] {
        assert!(!html.contains(markup), "{markup} in {html}");
    }
    assert!(html.contains("1 error: this is the page as it last was"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(overlay(&[]), "");
    let many = vec![found; 60];
    let html = overlay(&Problem::all(&many, &tree));
    assert!(html.contains("60 errors: this is the page as it last was"));
    assert_eq!(html.matches("<li>").count(), 51);
    assert!(html.contains("and 10 more, in the terminal"));
}
