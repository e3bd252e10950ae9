// A plug-in of clang-tidy 19: its checks look at this tree's declarations only. By itself
// clang-tidy matches every check against every declaration of Boost and the standard library, too,
// and then throws the findings away; that is two thirds of the time of a run.
// Goes when Debian's clang-tidy leaves system headers out by itself (LLVM 22 does).
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>

#include <vector>

namespace {

namespace tidy = clang::tidy;
using clang::ast_matchers::MatchFinder;

/// The translation unit is the first thing that is matched, and the scope is asked for after that.
class OwnCodeOnly : public tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;
  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
  }
  void check(const MatchFinder::MatchResult& found) override {
    std::vector<clang::Decl*> own;
    for (auto* declaration : found.Context->getTranslationUnitDecl()->decls())
      if (!found.SourceManager->isInSystemHeader(declaration->getLocation()))
        own.push_back(declaration);
    found.Context->setTraversalScope(own);
  }
};

class OwnModule : public tidy::ClangTidyModule {
 public:
  void addCheckFactories(tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCodeOnly>("otkel-own-code-only");
  }
};

const tidy::ClangTidyModuleRegistry::Add<OwnModule> kAdded("otkel", "what speeds a run up");

}  // namespace
