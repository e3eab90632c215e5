// The sections that templates of model cards ask for, each with the words by which people head it.
import type { CardProfileId } from '../domain/cardProfile.ts';

export interface CardProfile {
  readonly title: string;
  readonly sections: readonly ProfileSection[];
}
export interface ProfileSection {
  readonly title: string;
  /** What a heading or a label says that stands for the section. */
  readonly headedBy: RegExp;
}
const section = (title: string, headedBy: RegExp): ProfileSection => ({ title, headedBy });

const limits = /\bbias(es)?\b|\brisks?\b|limitation/i;
const outOfScope = /out[- ]of[- ]scope|misuse|not (?:intended|suitable)|prohibited use/i;
const training = /training (?:data|set|corpus)|train(?:ed)? on|data ?sets?/i;

export const cardProfiles: Readonly<Record<CardProfileId, CardProfile>> = {
  /** https://huggingface.co/docs/hub/model-card-annotated, without what it calls optional. */
  hub: {
    title: 'Hugging Face Hub',
    sections: [
      section(
        'Model Details',
        /model (?:details|description|summary|overview)|^(?:about|overview|introduction|description)\b/i,
      ),
      section('Uses', /\buses?\b|usage|applications?/i),
      section('Out-of-Scope Use', outOfScope),
      section('Bias, Risks, and Limitations', limits),
      section('Recommendations', /recommend|mitigation|caveat/i),
      section('How to Get Started with the Model', /get(?:ting)? started|quick ?start|how to use|^usage|example/i),
      section('Training Data', training),
      section(
        'Training Procedure',
        /procedure|hyperparameters?|\btraining (?:details|setup|regime|configuration)|^training$/i,
      ),
      section('Evaluation', /evaluation|results|performance|benchmark|metrics/i),
      section('Environmental Impact', /environmental|carbon|emissions|co2/i),
      section('Model Card Contact', /contact|authors?|maintainers?/i),
    ],
  },
  /** Mitchell et al., Model Cards for Model Reporting (2019): https://arxiv.org/abs/1810.03993 */
  mitchell: {
    title: 'Mitchell et al.',
    sections: [
      section('Model Details', /model (?:details|description|summary|overview)/i),
      section('Intended Use', /intended uses?|direct uses?|^uses?$|^intended/i),
      section('Out-of-Scope Uses', outOfScope),
      section('Factors', /\bfactors?\b|subgroups?|slices/i),
      section('Metrics', /metrics|performance measures?/i),
      section('Evaluation Data', /(?:evaluation|test(?:ing)?) (?:data|set)/i),
      section('Training Data', training),
      section('Quantitative Analyses', /quantitative|results|analys[ei]s/i),
      section('Ethical Considerations', /ethic/i),
      section('Caveats and Recommendations', /caveat|recommendation/i),
    ],
  },
  /** NVIDIA's Model Card++: https://github.com/NVIDIA/model-card-plus-plus (templates, CC0). */
  'card++': {
    title: 'Model Card++',
    sections: [
      section('Description', /description|overview/i),
      section('License and Terms of Use', /licen[cs]e|terms of use/i),
      section('Deployment Geography', /geograph/i),
      section('Use Case', /use[- ]cases?|intended use/i),
      section('Release Date', /release date|released/i),
      section('References', /references?|citation/i),
      section('Model Architecture', /architecture/i),
      section('Input', /\binputs?\b/i),
      section('Output', /\boutputs?\b/i),
      section('Software Integration', /software|runtime/i),
      section('Model Versions', /versions?\b/i),
      section('Training, Testing, and Evaluation Datasets', training),
      section('Inference', /inference|engine/i),
      section('Ethical Considerations', /ethic/i),
      section('Bias', /bias/i),
      section('Explainability', /explainab/i),
      section('Privacy', /privacy|personal data/i),
      section('Safety and Security', /safety|security/i),
    ],
  },
  /** Regulation (EU) 2024/1689, Annex IV: what a card can carry of the technical documentation of high-risk systems. */
  'annex-iv': {
    title: 'EU AI Act, Annex IV',
    sections: [
      section('Intended Purpose', /intended (?:purpose|use)|purpose/i),
      section('Provider', /provider|developed by|developer|authors?/i),
      section('Versions', /versions?\b/i),
      section('Interaction with Other Systems', /interaction|integration|interfaces?/i),
      section('Software and Hardware', /software|hardware|infrastructure/i),
      section('Instructions for Use', /instructions?|how to use|get(?:ting)? started|usage/i),
      section('Design Choices and Assumptions', /design|assumptions?|methods?/i),
      section('Architecture and Compute', /architecture|compute/i),
      section('Data', /data ?sets?|training data|^data\b/i),
      section('Human Oversight', /oversight|human in the loop/i),
      section('Predetermined Changes', /predetermined|planned changes/i),
      section('Validation and Testing', /validation|testing|evaluation/i),
      section('Cybersecurity', /security/i),
      section('Capabilities and Limitations', /limitation|capabilit/i),
      section('Accuracy by Group', /(?:by|per) (?:group|slice|subgroup)|subgroups?|factors?|fairness/i),
      section('Foreseeable Risks', /\brisks?\b|unintended/i),
      section('Input Specification', /\binputs?\b/i),
      section('Appropriateness of the Metrics', /metrics/i),
      section('Risk Management', /risk management/i),
      section('Changes over the Lifecycle', /lifecycle|change ?log|changes/i),
      section('Standards', /standards?/i),
      section('Declaration of Conformity', /conformity/i),
      section('Post-Market Monitoring', /monitoring/i),
    ],
  },
};
