//! The body's templates given a page, and what they make of it laid out until all numbers are right.
//!
//! `typst::compile` evaluates a file anew for each document, with everything it imports, since a document can only reach
//! it by the library. Here the file is a function of the page: it is evaluated once for all documents of a body.

use comemo::{Constraint, Track, Tracked};
use typst::diag::{At, SourceResult, Warned};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{
    Content, Context, Dict, Func, Output, StyleChain, Target, TargetElem,
};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS, analyze};
use typst::syntax::Span;
use typst::utils::Protected;
use typst::{World, foundations::IntoValue};
use typst_layout::PagedDocument;

/// The function of `main.typ` that makes the document.
const WHOLE: &str = "whole";

/// Lays out a page by the templates that a world holds.
pub(super) fn compile(world: &dyn World, page: Dict) -> Warned<SourceResult<PagedDocument>> {
    let mut sink = Sink::new();
    let output = laid_out(world.track(), page, &mut sink);
    Warned { output, warnings: sink.warnings() }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "what is tracked is passed so everywhere in Typst"
)]
fn laid_out(
    world: Tracked<dyn World + '_>,
    page: Dict,
    sink: &mut Sink,
) -> SourceResult<PagedDocument> {
    let library = world.library();
    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    let styles = base.chain(&target);
    let nothing = EmptyIntrospector;
    let traced = Traced::default();

    let main = world.source(world.main()).at(Span::detached())?;
    let (sinking, route) = (sink.track_mut(), Route::default());
    let module =
        typst_eval::eval(world, library, traced.track(), sinking, route.track(), &main)?;
    let whole = module.field(WHOLE, ()).at(Span::detached())?.clone();
    let whole = whole.cast::<Func>().at(Span::detached())?;
    let mut engine = Engine {
        library,
        world,
        introspector: Protected::new(nothing.track()),
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    };
    let content = whole.call(&mut engine, Context::none().track(), [page.into_value()])?;
    let content: Content = content.display();

    // Page numbers are not known before there are pages: laid out again until what was asked has the same answers.
    let mut earlier: Vec<PagedDocument> = Vec::new();
    let document = loop {
        let introspector: &dyn Introspector =
            earlier.last().map_or(&nothing, |document| Output::introspector(document));
        let constraint = Constraint::new();
        let mut subsink = Sink::new();
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: subsink.track_mut(),
            route: Route::default(),
        };
        let document = PagedDocument::create(&mut engine, &content, styles)?;
        if constraint.validate(Output::introspector(&document)) {
            sink.extend_from_sink(subsink);
            break document;
        }
        if earlier.len() + 1 == MAX_ITERS {
            let mut introspectors = [&nothing as &dyn Introspector; MAX_ITERS + 1];
            for (place, document) in
                introspectors[1..].iter_mut().zip(earlier.iter().chain([&document]))
            {
                *place = Output::introspector(document);
            }
            let warnings = analyze(world, introspectors, subsink.introspections());
            sink.extend_from_sink(subsink);
            for warning in warnings {
                sink.warn(warning);
            }
            break document;
        }
        earlier.push(document);
    };
    let delayed = sink.delayed();
    if delayed.is_empty() { Ok(document) } else { Err(delayed) }
}
