//! What happens between machines: the CI files that `init` writes are run step by step, as their runners would; and what
//! version control leaves in files is named as such.

mod program;

use program::{PROGRAM, Site};
use serde_yaml::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use url::Url;

/// The commands of a list, in order; lists in it are written out, as GitLab does.
fn lines(list: &Value) -> Vec<String> {
    match list {
        Value::String(line) => vec![line.clone()],
        Value::Sequence(items) => items.iter().flat_map(lines).collect(),
        _ => Vec::new(),
    }
}

/// The steps of a workflow that run commands, but for the one that installs the program.
fn steps(workflow: &Value) -> Vec<String> {
    let steps = workflow["jobs"]["build"]["steps"].as_sequence().unwrap().iter();
    let is_installing = |step: &Value| step["if"].as_str().is_some_and(|when| when.contains("cache-hit"));
    steps.filter(|step| !is_installing(step)).flat_map(|step| lines(&step["run"])).collect()
}

fn read(site: &Site, path: &str) -> Value {
    serde_yaml::from_str(&site.read(path)).unwrap()
}

/// Runs a step in a shell, in a clean checkout with nothing but the program installed.
fn run(folder: &Path, home: &Path, step: &str) {
    let path = format!("{}/.cargo/bin:{}", home.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", step]).current_dir(folder).env("HOME", home).env("PATH", path);
    shell.env("POSTIL", env!("CARGO_PKG_VERSION")).env("CARGO_HOME", home.join(".cargo"));
    shell.env("TOKEN", "t").env("GITHUB_SHA", "abc").env("REPOSITORY", home.join("pages.git"));
    let ran = shell.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(ran.status.success(), "{step}: {}{}", said(&ran.stdout), said(&ran.stderr));
}

#[test]
#[cfg(unix)]
fn each_step_of_the_files_for_forges_runs_in_a_clean_checkout() {
    let site = Site::new();
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".cargo/bin")).unwrap();
    std::os::unix::fs::symlink(PROGRAM, home.path().join(".cargo/bin/postil")).unwrap();
    run(home.path(), home.path(), "git init -q --bare pages.git");
    let github = steps(&read(&site, ".github/workflows/postil.yml"));
    let forgejo = steps(&read(&site, ".forgejo/workflows/postil.yml"));
    let gitlab = read(&site, ".gitlab-ci.yml");
    let check = lines(&gitlab["check"]["script"]).join("\n");
    let pages = lines(&gitlab["pages"]["script"]).join("\n");
    assert!(
        github.len() == 2 && forgejo.len() == 3 && check.contains("postil check") && pages.contains("postil build")
    );
    for steps in [github, forgejo, vec![check], vec![pages]] {
        let _ = fs::remove_dir_all(site.root().join("public"));
        let _ = fs::remove_dir_all(site.root().join(".postil"));
        for step in &steps {
            run(&site.root(), home.path(), step);
        }
        assert!(steps.iter().all(|step| !step.contains("build")) || site.root().join("public/index.html").is_file());
    }
    run(home.path(), home.path(), "test -n \"$(git -C pages.git rev-parse pages)\"");
    // What was made a repository of its own stays one: the next build carries it over.
    run(&site.root(), home.path(), "cd public && git init -q && cd .. && postil build && test -d public/.git");
}

#[test]
fn marks_of_a_merge_are_named_once_in_each_file_and_nothing_else_is() {
    let site = Site::new();
    let before = site.run(&["check", "--format", "short"]);
    assert_eq!(before.code, 0, "{}", before.out);
    let marked = |text: &str| {
        let (first, rest) = text.split_at(text.find('\n').unwrap() + 1);
        format!("{first}<<<<<<< HEAD\n{rest}=======\n{rest}>>>>>>> theirs\n")
    };
    let files = site.files("content");
    let commentary = files.keys().find(|path| path.starts_with("commentary/")).unwrap();
    for path in ["site.toml".to_owned(), "content/publications.yaml".to_owned(), format!("content/{commentary}")] {
        let text = site.read(&path);
        site.put(&path, &marked(&text));
        let ran = site.run(&["check", "--format", "short"]);
        let said: Vec<&str> = ran.out.lines().filter(|line| line.contains(": error[")).collect();
        assert_eq!((ran.code, said.len()), (1, 1), "{path}: {}", ran.out);
        assert!(said[0].starts_with(&format!("{path}:2:1: error[merge-conflict]")), "{path}: {}", ran.out);
        site.put(&path, &text);
    }
}

const PLAN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

#[test]
fn a_link_finds_its_file_whichever_form_its_letters_have() {
    let (composed, parted) = ("caf\u{e9}", "cafe\u{301}");
    let mut built = Vec::new();
    for (file, link) in [(composed, composed), (composed, parted), (parted, composed), (parted, parted)] {
        let site = Site::new();
        site.put(&format!("content/media/{file}.svg"), PLAN);
        site.put(&format!("content/pages/{file}/menu.md"), "---\ntitle: Menu\n---\n\n[One](../one.md)\n");
        let text = format!("---\ntitle: One\n---\n\n![Plan](../media/{link}.svg), [menu]({link}/menu.md)\n");
        site.put("content/pages/one.md", &text);
        let ran = site.run(&["build", "--today", "2026-11-01"]);
        assert_eq!(ran.code, 0, "{file} {link}: {}", ran.out);
        let files = site.files("public");
        assert!(files.contains_key(&format!("{composed}/menu/index.html")), "{:?}", files.keys());
        built.push(files);
    }
    // The addresses are the same too, whatever machine saved the file.
    assert!(built.iter().all(|files| *files == built[0]));
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_one_file_system_takes_for_one_are_named_on_every_other() {
    let site = Site::new();
    for (one, other) in [("Plan", "plan"), ("caf\u{e9}", "cafe\u{301}")] {
        for (folder, ending, text) in
            [("content/media", "svg", PLAN), ("content/pages", "md", "---\ntitle: P\n---\n\nP.\n")]
        {
            let paths = [one, other].map(|name| format!("{folder}/{name}.{ending}"));
            paths.iter().for_each(|path| site.put(path, text));
            let ran = site.run(&["check", "--format", "short"]);
            let named = ran.out.lines().any(|line| line.contains("only in case or in Unicode form"));
            assert!(ran.code == 1 && named, "{folder}: {}", ran.out);
            paths.iter().for_each(|path| fs::remove_file(site.root().join(path)).unwrap());
        }
    }
    // A link in another case works on the machine that wrote it, and nowhere else.
    site.put("content/media/Plan.svg", PLAN);
    site.put("content/pages/one.md", "---\ntitle: One\n---\n\n![Plan](../media/plan.svg)\n");
    let ran = site.run(&["check"]);
    assert!(ran.code == 1 && ran.out.contains("did you mean `../media/Plan.svg`?"), "{}", ran.out);
}

#[test]
fn a_daily_build_of_one_commit_lets_an_entry_appear_on_its_day_at_the_site() {
    let site = Site::new();
    let in_auckland = |line: &str| match line.starts_with("time_zone") {
        true => "time_zone = \"Pacific/Auckland\"\n".to_owned(),
        false => format!("{line}\n"),
    };
    site.put("site.toml", &site.read("site.toml").lines().map(in_auckland).collect::<String>());
    site.put("content/commentary/held.md", "---\ntitle: Held back\ndate: 2031-06-10\n---\n\nIt is the tenth.\n");
    let page = "commentary/held/index.html";
    // Auckland is twelve hours ahead: its 10 June begins at noon of the ninth.
    for (epoch, appears) in [("1938772799", false), ("1938772800", true)] {
        let mut built = Vec::new();
        for zone in ["UTC", "America/Lima", "Asia/Tokyo"] {
            let mut build = program::command(&site.root(), &["build"]);
            let ran = program::ran(&build.env("SOURCE_DATE_EPOCH", epoch).env("TZ", zone).output().unwrap());
            assert_eq!((ran.code, ran.out.contains("held back until 2031-06-10")), (0, !appears), "{}", ran.out);
            let files = site.files("public");
            assert_eq!(files.contains_key(page), appears, "{epoch} {zone}");
            let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
            for list in ["index.html", "feed.xml", "sitemap.xml", "commentary/index.html"] {
                assert_eq!(text(list).contains("held"), appears, "{list} at {epoch}");
            }
            built.push(files);
        }
        assert!(built.iter().all(|files| *files == built[0]), "{epoch}");
    }
}

/// A host of static files, set up as the manual says.
struct Host<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    base: &'a str,
}

impl Host<'_> {
    /// The status of an address and the file that is sent; 301 leads to the same address with a `/` at its end.
    fn get(&self, path: &str) -> (u16, String) {
        let missing = (404, "404.html".to_owned());
        let Some(path) = path.strip_prefix(self.base) else { return missing };
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        // A host that runs Jekyll shows nothing of these, unless it is told not to run it.
        let is_left_out = file.split('/').any(|part| part.starts_with('_')) && !self.files.contains_key(".nojekyll");
        match self.files.contains_key(&file) && !is_left_out {
            true => (200, file),
            false if self.files.contains_key(&format!("{file}/index.html")) => (301, String::new()),
            false => missing,
        }
    }

    /// Addresses of this site that a page links, asked for at an address.
    fn links(&self, file: &str, asked: &Url) -> Vec<Url> {
        let text = String::from_utf8(self.files[file].clone()).unwrap();
        let attributes = ["href=\"", "src=\""].into_iter().flat_map(|attribute| text.split(attribute).skip(1));
        let links = attributes.filter_map(|rest| asked.join(&rest.split('"').next()?.replace("&amp;", "&")).ok());
        links.filter(|link| link.origin() == asked.origin() && link.path() != asked.path()).collect()
    }
}

#[test]
fn a_host_set_up_as_the_manual_says_answers_every_link() {
    let site = Site::new();
    let own =
        [("_headers", "/*\n  X-Frame-Options: DENY\n"), ("_redirects", "/old /new/ 301\n"), ("CNAME", "d.example\n")];
    own.iter().for_each(|(name, text)| site.put(&format!("static/{name}"), text));
    site.put("static/_img/plan.svg", PLAN);
    site.put(
        "content/pages/a/b/deep.md",
        "---\ntitle: Deep\naliases: [/once/]\n---\n\n[Plan](/_img/plan.svg), [top](/).\n",
    );
    for base in ["/", "/sub/"] {
        let address = format!("https://d.example{base}");
        let ran = site.run(&["build", "--today", "2026-11-01", "--base-url", &address]);
        assert_eq!(ran.code, 0, "{}", ran.out);
        let files = site.files("public");
        assert!(own.iter().all(|(name, text)| files[*name] == text.as_bytes()));
        let (host, top) = (Host { files: &files, base }, Url::parse(&address).unwrap());
        let mut asked = 0;
        let pages = files.keys().filter(|file| file.ends_with("index.html"));
        // A page that is missing is asked for at any depth.
        let missing = ["lost", "no/such/page/", "a/b/c/d/"].map(|path| ("404.html", top.join(path).unwrap()));
        let found = pages.map(|file| (file.as_str(), top.join(file.strip_suffix("index.html").unwrap()).unwrap()));
        for (file, page) in found.chain(missing) {
            let status = if file == "404.html" { 404 } else { 200 };
            assert_eq!(host.get(page.path()), (status, file.to_owned()), "{page}");
            if file != "404.html" && file != "index.html" {
                assert_eq!(host.get(page.path().trim_end_matches('/')).0, 301, "{page} without its last /");
            }
            for link in host.links(file, &page) {
                asked += 1;
                assert_eq!(host.get(link.path()).0, 200, "{link} on {page}");
            }
        }
        assert!(asked > 300 && host.get(&format!("{base}once/")).0 == 200, "{asked} links");
    }
}
