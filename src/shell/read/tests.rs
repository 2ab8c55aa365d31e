use super::*;
use std::fs;

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn found(root: &Path) -> (Vec<String>, Vec<String>) {
    let (tree, report) = read(root).unwrap();
    let lines = report.sorted().iter().map(|found| format!("{} {}", found.code.name, found.message)).collect();
    (tree.iter().map(|(path, _)| path.to_string()).collect(), lines)
}

#[test]
fn only_the_parts_of_a_site_are_read() {
    let root = site(&[
        ("site.toml", b""),
        ("content/sources/a.md", b""),
        ("content/sources/a.raw.html", b""),
        ("content/.obsidian/x", b""),
        ("content/a.md~", b""),
        ("static/.well-known/x", b""),
        ("public/index.html", b""),
        (".postil/lock", b""),
        (".git/HEAD", b""),
        ("notes.txt", b""),
    ]);
    let (files, problems) = found(root.path());
    assert_eq!(files, ["content/sources/a.md", "site.toml", "static/.well-known/x"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
#[cfg(unix)]
fn links_and_pipes_are_named_and_not_read() {
    use std::os::unix::fs::symlink;
    let root = site(&[("site.toml", b""), ("content/a.md", b"")]);
    let content = root.path().join("content");
    symlink("/etc/hostname", content.join("host.md")).unwrap();
    symlink("/etc", root.path().join("static")).unwrap();
    symlink("a.md", content.join("b.md")).unwrap();
    let status = std::process::Command::new("mkfifo").arg(content.join("pipe.md")).status().unwrap();
    assert!(status.success());
    let (files, problems) = found(root.path());
    assert_eq!(files, ["content/a.md", "site.toml"]);
    assert_eq!(
        problems,
        [
            "file-linked `content/b.md` is a symbolic link and is not read",
            "file-linked `content/host.md` is a symbolic link and is not read",
            "file-special `content/pipe.md` is a pipe and is not read",
            "file-linked `static` is a symbolic link and is not read",
        ]
    );
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_no_address_can_have_are_diagnosed() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let root = site(&[("site.toml", b""), ("content/a\nb.md", b""), ("content/c\\d.md", b"")]);
    fs::write(root.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md")), b"").unwrap();
    let (files, problems) = found(root.path());
    assert_eq!(files, ["site.toml"]);
    assert_eq!(
        problems,
        [
            "file-name the name of `content/a\u{fffd}b.md` holds a backslash or a control character",
            "file-name the name of `content/caf\u{fffd}.md` is not UTF-8",
            "file-name the name of `content/c\u{fffd}d.md` holds a backslash or a control character",
        ]
    );
}

#[test]
fn a_file_over_the_limit_is_an_error_that_names_it() {
    let root = site(&[("site.toml", b"")]);
    for (path, size) in
        [("content/a.md", TEXT_LIMIT + 1), ("content/b.md", TEXT_LIMIT), ("static/c.bin", TEXT_LIMIT + 1)]
    {
        fs::create_dir_all(root.path().join(path).parent().unwrap()).unwrap();
        File::create(root.path().join(path)).unwrap().set_len(size).unwrap();
    }
    let (files, problems) = found(root.path());
    assert_eq!(files, ["content/b.md", "site.toml", "static/c.bin"]);
    assert_eq!(problems, ["file-too-large `content/a.md` has 17 MiB, and the limit for such a file is 16 MiB"]);
}

#[test]
fn a_site_that_changes_while_it_is_read_is_read_or_refused() {
    let root = site(&[("site.toml", b"")]);
    let folder = root.path().join("content");
    fs::create_dir(&folder).unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (done, folder) = (&done, &folder);
        scope.spawn(move || {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for name in ["a", "b", "c", "d"] {
                    fs::write(folder.join(name), b"x").unwrap();
                    fs::remove_file(folder.join(name)).unwrap();
                }
            }
        });
        for _ in 0..200 {
            match read(root.path()) {
                Ok(_) => {}
                Err(stop) => assert!(stop.message.contains("went away while the site was read"), "{stop:?}"),
            }
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_read_stops_with_its_name() {
    use std::os::unix::fs::PermissionsExt;
    let root = site(&[("site.toml", b""), ("content/a.md", b"")]);
    let file = root.path().join("content/a.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_ok() {
        return; // the superuser may read everything
    }
    let stop = read(root.path()).unwrap_err();
    assert_eq!(stop.exit, crate::shell::outcome::Exit::Machine);
    assert_eq!(stop.message, "cannot read `content/a.md`: permission denied");
}
