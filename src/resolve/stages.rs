//! The three stages on the way to a digest, each with what it settles: order, truth, addresses.
//!
//! Comes in: a [`Content`]. Goes out: [`Ordered`], then [`Judged`], then [`Addressed`]; nothing of a stage changes in a
//! later one. Never done here: any rule; each is in the room that is called.

use super::Asked;
use super::archive::{make_archive, spans};
use super::bodies::{Bodies, check_bodies};
use super::choose::{Chosen, check_days, choose};
use super::claims::Outcome;
use super::connect::{Connections, Site, connect, media_routes};
use super::digest::{Alignment, Archive, CaptureTally, CommentaryIx, SourceIx, Tally};
use super::editions::gather_entries;
use super::folded::{Evidence, FoldedTexts, fold_texts};
use super::footer::{Footer, read_footer};
use super::front::{Front, Known, cut_circles, settle_fronts};
use super::gather::{Sources, gather_sources};
use super::give::{Counts, Places, give_routes};
use super::layout::Ground;
use super::parallel::align_translations;
use super::passage::{Passages, place_passages};
use super::route::Routes;
use super::shape::{Shape, shape_commentary};
use super::vocabulary::{Vocabulary, order_vocabularies};
use super::walk::BlockOf;
use crate::base::diagnostic::{Place, Report};
use crate::base::file::SitePath;
use crate::base::route::Route;
use crate::parse::content::Content;
use std::collections::BTreeMap;

/// Everything at its place in the lists of the digest, and every name that front matter uses settled.
pub struct Ordered {
    /// Topics, publications, authors.
    pub vocabulary: Vocabulary,
    /// Sources with their captures.
    pub sources: Sources,
    /// What is shown.
    pub chosen: Chosen,
    /// Of the shown commentary.
    pub fronts: Vec<Front>,
    /// Of the commentary that is held back.
    pub fronts_to_come: Vec<Front>,
    /// Of each shown edition, the commentary that it gathers.
    pub gathered: Vec<Vec<CommentaryIx>>,
}

/// Every claim judged, every passage found, every commentary given its shape.
pub struct Judged {
    /// Every text, folded.
    pub folded: FoldedTexts,
    /// Every body with its citations and outcomes.
    pub bodies: Bodies,
    /// Every passage once.
    pub passages: Passages,
    /// Shapes of the shown commentary.
    pub shapes: Vec<Option<Shape>>,
    /// Of each source that is a translation, which paragraphs are its original's.
    pub alignments: Vec<Option<Alignment>>,
    /// Blocks of every text.
    pub blocks: Vec<Vec<BlockOf>>,
}

/// Every page with its address, every link with its target.
pub struct Addressed {
    /// What was published and written when.
    pub archive: Archive,
    /// All addresses.
    pub routes: Routes,
    /// Links, headings, and what may be shown.
    pub connections: Connections,
    /// Pictures in use.
    pub media: BTreeMap<Route, SitePath>,
    /// The picture beside the title.
    pub logo: Option<Route>,
    /// The footer of every page.
    pub footer: Option<Footer>,
}

/// The first stage.
pub fn put_in_order(content: &mut Content, asked: &Asked, report: &mut Report) -> Ordered {
    let vocabulary = order_vocabularies(content, report);
    let sources = gather_sources(content, &vocabulary, asked.today, report);
    let chosen = choose(content, asked);
    check_days(&chosen, asked.today, report);
    let known = Known {
        sources: &sources,
        vocabulary: &vocabulary,
        chosen: &chosen,
        broken: &content.broken_commentary,
        language: &content.site.language,
    };
    let mut fronts = settle_fronts(&chosen.commentary, &known, report);
    cut_circles(&chosen.commentary, &mut fronts, report);
    let fronts_to_come = settle_fronts(&chosen.commentary_to_come, &known, report);
    let gathered = chosen.editions.iter().map(|edition| gather_entries(edition, &known, report)).collect();
    for edition in &chosen.editions_to_come {
        gather_entries(edition, &known, report);
    }
    Ordered { fronts, fronts_to_come, gathered, vocabulary, sources, chosen }
}

/// The second stage.
pub fn judge(content: &Content, ordered: &Ordered, report: &mut Report) -> Judged {
    let Ordered { vocabulary, sources, chosen, fronts, fronts_to_come, .. } = ordered;
    let language = &content.site.language;
    let folded = fold_texts(sources, vocabulary, language);
    let evidence = Evidence { sources, folded: &folded, settings: &content.site.quotations };
    let bodies = check_bodies(chosen, (fronts, fronts_to_come), evidence, language, report);
    let passages = place_passages(outcomes(&bodies), sources);
    let blocks: Vec<Vec<BlockOf>> = sources
        .list
        .iter()
        .map(|source| source.texts.iter().map(|text| BlockOf::document(&text.read.body)).collect())
        .collect();
    let ground = Ground { sources, passages: &passages, blocks: &blocks };
    let shapes = shape_commentary(chosen, fronts, &bodies.commentary, &ground, report);
    let alignments = align_translations(sources, report);
    Judged { shapes, folded, bodies, passages, alignments, blocks }
}

/// The third stage.
pub fn address(
    content: &Content,
    ordered: &Ordered,
    judged: &Judged,
    counts: &Counts,
    report: &mut Report,
) -> Addressed {
    let Ordered { vocabulary, sources, chosen, .. } = ordered;
    let dated = sources.list.iter().enumerate().map(|(ix, source)| (SourceIx(ix), source.front().date));
    let written = chosen.commentary.iter().enumerate().filter(|(_, entry)| entry.front.withdrawn.is_none());
    let archive = make_archive(dated, written.map(|(ix, entry)| (CommentaryIx(ix), entry.front.date)));
    let (years, months) = spans(&archive);
    let places = Places {
        site: &content.site,
        files: &content.files,
        vocabulary,
        sources,
        chosen,
        counts,
        years: &years,
        months: &months,
    };
    let mut routes = give_routes(&places, report);
    let ground = Ground { sources, passages: &judged.passages, blocks: &judged.blocks };
    let footer = read_footer(content, report);
    let site = Site {
        footer: footer.as_ref(),
        sources,
        chosen,
        shapes: &judged.shapes,
        ground: &ground,
        routes: &routes,
        files: &content.files,
        broken: &content.broken_files,
        rights: &content.site.rights,
    };
    let connections = connect(&site, report);
    let (logo, logo_file) = super::link::find_logo(content, report);
    let media = media_routes(connections.media.iter().cloned().chain(logo_file));
    for (route, path) in &media {
        routes.take(route, &format!("the file {path}"), Some(Place::file(path)), report);
    }
    Addressed { archive, connections, media, logo, footer, routes }
}

fn outcomes(bodies: &Bodies) -> impl Iterator<Item = &Outcome> {
    let all = bodies.commentary.iter().chain(&bodies.editions).chain(&bodies.pages);
    all.flat_map(|checked| &checked.outcomes)
}

impl Judged {
    /// Quotations by verdict, and what became of those whose source has changed, over all that is shown.
    pub fn tallies(&self) -> (Tally, CaptureTally) {
        let (mut tally, mut moves) = (Tally::default(), CaptureTally::default());
        let bodies = &self.bodies;
        for checked in bodies.commentary.iter().chain(&bodies.editions).chain(&bodies.pages) {
            tally.add(&checked.tally);
            moves.add(&checked.moves);
        }
        (tally, moves)
    }
}
