pub mod faults;

use super::*;
use crate::render::plan::Output;
use faults::build_with;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Files = BTreeMap<String, String>;

/// Two states of one site: files that stay, change, come, go, and change places with folders.
fn site(version: &str) -> Files {
    let own: &[(&str, &str)] = match version {
        "one" => {
            &[("gone/deep/page.html", "1"), ("was-file", "1"), ("was-folder/index.html", "1"), ("index.html", "first")]
        }
        _ => {
            &[("come/deep/page.html", "2"), ("was-file/index.html", "2"), ("was-folder", "2"), ("index.html", "other")]
        }
    };
    let shared = [("assets/postil.css", "body{}"), ("feed.xml", "<feed/>"), ("당/index.html", "당")];
    own.iter().chain(&shared).map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn plan(files: &Files) -> Plan<'_> {
    let outputs: Vec<Output> = files.keys().map(|path| Output { path: path.clone() }).collect();
    let bytes: Vec<&str> = files.values().map(String::as_str).collect();
    Plan::new(outputs, move |index| Ok(Cow::Borrowed(bytes[index].as_bytes())))
}

fn target(root: &Path) -> Target {
    Target::new(&root.canonicalize().unwrap(), None, None).unwrap()
}

fn build(root: &Path, version: &str, foreign: Foreign) -> Result<Written, Failure> {
    write(&target(root), &plan(&site(version)), foreign, &|| {})
}

fn stop_of(result: Result<Written, Failure>) -> Stop {
    match result {
        Err(Failure::Stop(stop)) => stop,
        other => panic!("expected a refusal, found {other:?}"),
    }
}

/// All files below a folder but postil's own notes, symlinks by what they say.
fn files_in(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_symlink() {
            files.insert(path, format!("-> {}", fs::read_link(entry.path()).unwrap().display()));
        } else if entry.file_type().is_file() && !path.starts_with(".postil-") {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    files
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Files of others in an output folder.
fn put_foreign(root: &Path) -> Files {
    let foreign =
        [("CNAME", "digest.example"), (".git/HEAD", "ref"), (".git/objects/aa", "o"), ("notes/mine.txt", "mine")];
    for (path, text) in foreign {
        put(&root.join("public"), path, text);
    }
    fs::create_dir(root.join("public/kept-empty")).unwrap();
    foreign.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn siblings(root: &Path) -> Vec<String> {
    let names = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != ".postil" && name != "public").collect();
    names.sort();
    names
}

#[test]
fn a_site_takes_the_place_of_the_one_before_it() {
    let root = tempfile::tempdir().unwrap();
    let written = build(root.path(), "one", Foreign::Refuse).unwrap();
    assert_eq!(written, Written { changed: 7, unchanged: 0, in_place: false });
    assert_eq!(files_in(&root.path().join("public")), site("one"));
    let written = build(root.path(), "two", Foreign::Refuse).unwrap();
    assert_eq!(written, Written { changed: 4, unchanged: 3, in_place: false });
    assert_eq!(files_in(&root.path().join("public")), site("two"));
    assert!(siblings(root.path()).is_empty());
    let listing = fs::read_to_string(root.path().join("public/.postil-files")).unwrap();
    let listed: Vec<&str> = listing.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(listed, site("two").keys().map(String::as_str).collect::<Vec<_>>());
}

#[test]
#[cfg(unix)]
fn what_did_not_change_is_not_written_again() {
    use std::os::unix::fs::MetadataExt;
    let root = tempfile::tempdir().unwrap();
    build(root.path(), "one", Foreign::Refuse).unwrap();
    let inode = |path: &str| fs::metadata(root.path().join("public").join(path)).unwrap().ino();
    let before = (inode("feed.xml"), inode("index.html"));
    build(root.path(), "two", Foreign::Refuse).unwrap();
    assert_eq!(before.0, inode("feed.xml"));
    assert_ne!(before.1, inode("index.html"));
    // A page that somebody altered is ours, and is put right.
    fs::write(root.path().join("public/feed.xml"), "<FEED/>").unwrap();
    build(root.path(), "two", Foreign::Refuse).unwrap();
    assert_eq!(files_in(&root.path().join("public")), site("two"));
}

#[test]
fn a_folder_with_files_of_others_is_refused_and_named() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "public/thesis.txt", "years of work");
    put(root.path(), "public/.git/HEAD", "ref");
    let stop = stop_of(build(root.path(), "one", Foreign::Refuse));
    assert_eq!(stop.exit, crate::shell::outcome::Exit::Usage);
    assert_eq!(stop.message, "`public` holds files that postil did not make: `thesis.txt`");
    build(root.path(), "one", Foreign::Keep).unwrap();
    assert_eq!(fs::read_to_string(root.path().join("public/thesis.txt")).unwrap(), "years of work");
    // What was kept once is still not ours.
    let stop = stop_of(build(root.path(), "two", Foreign::Refuse));
    assert_eq!(stop.message, "`public` holds files that postil did not make: `thesis.txt`");
}

#[test]
fn files_of_others_are_carried_over_and_those_in_the_way_refused() {
    let root = tempfile::tempdir().unwrap();
    let mut expected = put_foreign(root.path());
    build(root.path(), "one", Foreign::Keep).unwrap();
    build(root.path(), "two", Foreign::Keep).unwrap();
    expected.extend(site("two"));
    assert_eq!(files_in(&root.path().join("public")), expected);
    assert!(root.path().join("public/kept-empty").is_dir());
    for path in ["gone", "gone/deep", "gone/deep/page.html"] {
        put(root.path(), &format!("public/{path}"), "mine");
        let stop = stop_of(build(root.path(), "one", Foreign::Keep));
        let named = format!("files in `public` that postil did not make: `{path}`");
        assert!(stop.message.ends_with(&named), "{}", stop.message);
        let gone = root.path().join("public/gone");
        fs::remove_file(&gone).or_else(|_| fs::remove_dir_all(&gone)).unwrap();
    }
    assert!(siblings(root.path()).is_empty());
}

#[test]
fn a_cname_of_the_site_takes_the_place_of_that_of_others() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "public/CNAME", "old.example");
    let files = Files::from([("CNAME".to_owned(), "new.example".to_owned())]);
    write(&target(root.path()), &plan(&files), Foreign::Refuse, &|| {}).unwrap();
    assert_eq!(files_in(&root.path().join("public")), files);
}

#[test]
#[cfg(unix)]
fn symlinks_in_the_output_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (root, away) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    put(away.path(), "postil.css", "not ours");
    put(away.path(), "index.html", "not ours");
    build(root.path(), "one", Foreign::Refuse).unwrap();
    let public = root.path().join("public");
    // A file of ours has become a link, and so has a folder.
    fs::remove_file(public.join("index.html")).unwrap();
    symlink(away.path().join("index.html"), public.join("index.html")).unwrap();
    build(root.path(), "two", Foreign::Refuse).unwrap();
    assert_eq!(files_in(&public), site("two"));
    fs::remove_dir_all(public.join("assets")).unwrap();
    symlink(away.path(), public.join("assets")).unwrap();
    let stop = stop_of(build(root.path(), "one", Foreign::Keep));
    assert!(stop.message.ends_with("did not make: `assets`"), "{}", stop.message);
    fs::remove_file(public.join("assets")).unwrap();
    // A link of others is kept as a link.
    symlink(away.path(), public.join("elsewhere")).unwrap();
    build(root.path(), "one", Foreign::Keep).unwrap();
    assert!(public.join("elsewhere").is_symlink());
    let expected = [("index.html", "not ours"), ("postil.css", "not ours")];
    assert_eq!(files_in(away.path()), expected.iter().map(|(p, t)| ((*p).to_owned(), (*t).to_owned())).collect());
}

#[test]
#[cfg(unix)]
fn what_may_never_be_an_output_folder() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path().canonicalize().unwrap();
    let (site, home) = (root.join("home/site"), root.join("home"));
    fs::create_dir_all(site.join("content")).unwrap();
    put(&root, "file", "");
    std::os::unix::fs::symlink(&site, root.join("link")).unwrap();
    let why = |out: &Path| match Target::new(&site, Some(out), Some(&home)) {
        Ok(target) => format!("writes {}", target.out.display()),
        Err(stop) => stop.message.split(": ").nth(1).unwrap().to_owned(),
    };
    assert_eq!(why(Path::new("/")), "it is the root of the disk");
    assert_eq!(why(&site), "it holds the site itself");
    assert_eq!(why(&site.join("content/..")), "it holds the site itself");
    assert_eq!(why(&home), "it holds the site itself");
    assert_eq!(why(&site.join("content")), "it lies in `content`, which belongs to the site");
    assert_eq!(why(&site.join("content/new/deep")), "it lies in `content`, which belongs to the site");
    assert_eq!(why(&site.join(".git/x")), "it lies in `.git`, which belongs to the site");
    assert_eq!(why(&root.join("file")), "it is not a folder");
    assert_eq!(why(&root.join("link")), "it is a symbolic link");
    assert_eq!(why(&root.join("link/content")), "it lies in `content`, which belongs to the site");
    assert_eq!(why(&root.join("none/../../x")), "a folder before `..` is not there");
    assert_eq!(why(&root.join("web/digest")), format!("writes {}", root.join("web/digest").display()));
    let other = root.join("elsewhere");
    fs::create_dir_all(&other).unwrap();
    let stop = Target::new(&other, Some(&home), Some(&home)).unwrap_err();
    assert!(stop.message.ends_with("it holds your home folder"));
}

#[test]
fn a_lying_listing_deletes_nothing_outside() {
    let root = tempfile::tempdir().unwrap();
    put(root.path(), "precious.txt", "x");
    put(root.path(), "public/.postil-files", "../precious.txt\n/etc/passwd\nindex.html\n./a\n");
    put(root.path(), "public/index.html", "x");
    build(root.path(), "one", Foreign::Refuse).unwrap();
    assert_eq!(files_in(&root.path().join("public")), site("one"));
    assert_eq!(siblings(root.path()), ["precious.txt"]);
}

#[test]
fn siblings_that_are_not_ours_are_left_alone() {
    for name in [".public.new", ".public.old"] {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), &format!("{name}/mine.txt"), "x");
        let stop = stop_of(build(root.path(), "one", Foreign::Keep));
        assert!(stop.message.ends_with("it was not made by postil; move it away"), "{}", stop.message);
        assert_eq!(fs::read_to_string(root.path().join(name).join("mine.txt")).unwrap(), "x");
    }
}

#[test]
fn a_site_that_was_being_changed_in_place_is_no_unfinished_one() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), "one", Foreign::Refuse).unwrap();
    // Killed while it changed files one by one; then killed again, right after the next site had taken its place.
    put(root.path(), "public/mine.txt", "mine");
    put(root.path(), "public/.postil-files.part", "# begun\n");
    put(root.path(), "public/.postil-new/index.html", "begun");
    fs::rename(root.path().join("public"), root.path().join(".public.new")).unwrap();
    build(root.path(), "two", Foreign::Keep).unwrap();
    let mut expected = site("two");
    expected.insert("mine.txt".to_owned(), "mine".to_owned());
    assert_eq!(files_in(&root.path().join("public")), expected);
    assert!(!root.path().join("public/.postil-new").exists());
    assert!(siblings(root.path()).is_empty());
}

#[test]
fn two_builds_at_once_are_one_build_and_a_message() {
    let root = tempfile::tempdir().unwrap();
    let target = target(root.path());
    let alone = lock::take(&target).unwrap();
    let stop = stop_of(build(root.path(), "one", Foreign::Refuse));
    let process = std::process::id();
    assert_eq!(stop.message, format!("another postil (process {process}) is building this site at this moment"));
    drop(alone);
    build(root.path(), "one", Foreign::Refuse).unwrap();
    // Two sites with one output folder.
    let held = lock::folder(&target.out).unwrap();
    let stop = stop_of(build(root.path(), "two", Foreign::Refuse));
    assert!(stop.message.starts_with("another postil is writing"), "{}", stop.message);
    drop(held);
    assert_eq!(files_in(&target.out), site("one"));
}

#[test]
fn a_template_that_fails_leaves_the_old_site() {
    let root = tempfile::tempdir().unwrap();
    build(root.path(), "one", Foreign::Refuse).unwrap();
    let problem = || {
        let path = crate::base::file::SitePath::new("templates/a.html").unwrap();
        Diagnostic::new(&crate::shell::codes::FILE_NAME, crate::base::diagnostic::Place::file(&path), "x")
    };
    let outputs = ["a.html", "b.html", "c.html"].map(|path| Output { path: path.to_owned() });
    let make = |index| if index == 1 { Ok(Cow::Borrowed(&b"x"[..])) } else { Err(problem()) };
    match write(&target(root.path()), &Plan::new(outputs.to_vec(), make), Foreign::Refuse, &|| {}) {
        Err(Failure::Found(problems)) => assert_eq!(problems.len(), 2),
        other => panic!("{other:?}"),
    }
    assert_eq!(files_in(&root.path().join("public")), site("one"));
    assert!(siblings(root.path()).is_empty());
}

/// Runs a build of `two` over `one` again and again, with the nth change to the disk being fatal, for every n.
fn at_every_change(faults: &str, check: impl Fn(&Path, &Files, &Files)) {
    for change in 0.. {
        assert!(change < 500, "the build does not end");
        let root = tempfile::tempdir().unwrap();
        let foreign = put_foreign(root.path());
        build(root.path(), "one", Foreign::Keep).unwrap();
        let was_met = build_with(root.path(), faults, change);
        // Killed again while the next run clears up.
        for again in [2, 9] {
            build_with(root.path(), faults, again);
        }
        let with_foreign = |version: &str| site(version).into_iter().chain(foreign.clone()).collect::<Files>();
        let (one, two) = (with_foreign("one"), with_foreign("two"));
        check(root.path(), &one, &two);
        let written = build(root.path(), "two", Foreign::Keep);
        assert!(written.is_ok(), "after change {change}: {written:?}");
        assert_eq!(files_in(&root.path().join("public")), two, "after change {change}");
        assert!(root.path().join("public/kept-empty").is_dir(), "after change {change}");
        assert!(siblings(root.path()).is_empty(), "after change {change}: {:?}", siblings(root.path()));
        if !was_met {
            assert!(change > 20, "a build is more than {change} changes");
            return;
        }
    }
}

#[test]
fn killed_at_any_change_one_site_stands_whole() {
    for faults in ["kill", "kill link=unsupported"] {
        at_every_change(faults, |root, one, two| {
            let stands = files_in(&root.join("public"));
            assert!(stands == *one || stands == *two, "neither site is whole: {stands:#?}");
        });
    }
}

#[test]
fn killed_without_an_exchange_the_next_run_completes_the_swap() {
    at_every_change("kill exchange=unsupported", |root, one, two| {
        let public = root.join("public");
        let stands = files_in(if public.exists() { public } else { root.join(".public.old") }.as_path());
        assert!(stands == *one || stands == *two, "neither site is whole: {stands:#?}");
    });
}

#[test]
fn a_full_disk_at_any_change_leaves_a_whole_site() {
    for faults in ["full", "full exchange=unsupported", "full link=unsupported"] {
        at_every_change(faults, |root, one, two| {
            let stands = files_in(&root.join("public"));
            assert!(stands == *one || stands == *two, "neither site is whole: {stands:#?}");
        });
    }
}

#[test]
fn where_no_sibling_can_be_made_no_file_of_others_is_lost_and_the_next_run_completes() {
    for faults in
        ["kill sibling=denied", "kill exchange=busy", "full sibling=denied", "kill sibling=denied link=unsupported"]
    {
        at_every_change(faults, |root, one, two| {
            let stands = files_in(&root.join("public"));
            for (path, text) in &stands {
                let is_known = one.get(path) == Some(text) || two.get(path) == Some(text);
                assert!(is_known, "`{path}` is of neither site: {text}");
            }
            for (path, text) in one.iter().filter(|(path, _)| two.contains_key(*path)) {
                assert!(stands.contains_key(path), "`{path}` is missing, and was `{text}`");
            }
        });
    }
}
