//! Super- and subscripts as characters of their own (SPEC 3): `10²` is not `102`.

/// Where letters stand beside the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

impl Stands {
    /// What opens letters that have no characters of their own.
    pub fn opening(self) -> &'static str {
        match self {
            Stands::Above => "^(",
            Stands::Below => "_(",
        }
    }
}

/// The characters of their own; `None` where one of the letters has none.
pub fn raised(text: &str, stands: Stands) -> Option<String> {
    const SUPER: (&str, &str) =
        ("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ");
    const SUB: (&str, &str) = ("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");
    let (plain, raised) = match stands {
        Stands::Above => SUPER,
        Stands::Below => SUB,
    };
    let one = |character: char| {
        let at = plain.chars().position(|plain| plain == character)?;
        raised.chars().nth(at)
    };
    text.chars().map(one).collect()
}

/// Whether letters are set apart enough as they are: they stand in brackets, or are marks that look raised on any line.
pub fn is_apart(text: &str) -> bool {
    let is_bracketed = (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('(') && text.ends_with(')'));
    text.is_empty() || is_bracketed || text.chars().any(|character| "*†‡§¹²³™®".contains(character))
}
