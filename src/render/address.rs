//! Addresses as a page writes them.
//!
//! Comes in: the route of the page and that of what it links to. Goes out: text for `href`. Never done here: choosing a route.

use crate::base::route::Route;

/// How links inside the site are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// Relative: the same bytes work at the root of a domain and under a sub-path.
    Relative,
    /// Relative with `index.html` written out, for reading from a folder.
    Disk,
    /// From the root of `base_url`: for `404.html`, which is served at any depth.
    FromRoot,
    /// With scheme and host: for what is read away from the site.
    Absolute,
}

/// Where links begin.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// The page that links.
    pub from: &'a Route,
    /// How it writes links.
    pub form: LinkForm,
    /// `base_url` of the site: scheme, host and path, ending in `/`.
    pub base_url: &'a str,
}

impl Address<'_> {
    /// The link to a page or file of the site.
    pub fn to(&self, target: &Route) -> String {
        match self.form {
            LinkForm::Relative => self.from.link_to(target),
            LinkForm::Disk => self.from.disk_link_to(target),
            LinkForm::FromRoot => format!("{}{}", path_of(self.base_url), target.encoded()),
            LinkForm::Absolute => self.absolute(target),
        }
    }

    /// The link to a place in a page: `#p3` where it is this page.
    pub fn to_place(&self, target: &Route, fragment: &str) -> String {
        let is_here = target == self.from && self.form != LinkForm::Absolute;
        if is_here { format!("#{fragment}") } else { format!("{}#{fragment}", self.to(target)) }
    }

    /// The address with scheme and host, for what a standard wants absolute.
    pub fn absolute(&self, target: &Route) -> String {
        format!("{}{}", self.base_url, target.encoded())
    }
}

/// `/x/y/` of `https://host/x/y/`.
fn path_of(base_url: &str) -> &str {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    base_url[host..].find('/').map_or("/", |slash| &base_url[host + slash..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_leads_to_the_same_place() {
        let route = |text| Route::parse(text).unwrap();
        let (from, target) = (route("/a/"), route("/b/"));
        let write = |form| Address { from: &from, form, base_url: "https://x.example/y/" }.to(&target);
        assert_eq!(write(LinkForm::Relative), "../b/");
        assert_eq!(write(LinkForm::Disk), "../b/index.html");
        assert_eq!(write(LinkForm::FromRoot), "/y/b/");
        assert_eq!(write(LinkForm::Absolute), "https://x.example/y/b/");
        let here = Address { from: &from, form: LinkForm::Relative, base_url: "https://x.example/" };
        assert_eq!(here.to_place(&from, "p3"), "#p3");
        assert_eq!(here.to_place(&target, "p3"), "../b/#p3");
    }
}
